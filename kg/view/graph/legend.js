// The legend's ticks, and the slider that hides what came later.

for (const tick of ticks) {
  tick.addEventListener("change", () => {
    const wasBrief = isBrief();
    applyTick(tick);
    refresh(wasBrief);
  });
}

const slider = document.getElementById("until");
const days = [...new Set(data.nodes.filter(isEvent).map((node) => dayOf(node.date)))]
  .filter((day) => day !== "")
  .sort();

function setUntil(day) {
  const isEarlier = days.includes(day) && day !== days[days.length - 1];
  shown.until = isEarlier ? day : "";
  slider.value = isEarlier ? days.indexOf(day) : days.length - 1;
  slider.setAttribute("aria-valuetext", shown.until || "all");
  slider.nextElementSibling.textContent = shown.until ? `until ${shown.until}` : "all dates";
}

if (days.length > 1) {
  slider.max = days.length - 1;
  slider.parentElement.hidden = false;
  slider.addEventListener("input", () => {
    setUntil(days[slider.value]);
    refresh(isBrief());
  });
  setUntil("");
}

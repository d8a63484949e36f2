"use strict";
// Shows only the facts that have the words looked for, in a voice that is asked for. Without it the page shows all.
(() => {
  const [find, count] = ["find", "count"].map((id) => document.getElementById(id));
  const cards = [...document.querySelectorAll(".card")], sections = [...document.querySelectorAll(".day"), ...document.querySelectorAll(".year")];
  const boxes = [...document.querySelectorAll("header input[type=checkbox]")];
  const fold = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ").trim();
  const words = cards.map((card) => fold(card.textContent));
  function filter() {
    const wanted = fold(find.value), voices = boxes.filter((box) => box.checked).map((box) => box.dataset.voice);
    cards.forEach((card, i) => (card.hidden = !words[i].includes(wanted) || !voices.includes(card.dataset.voice)));
    const narrowed = wanted || voices.length < boxes.length;
    for (const section of sections) section.hidden = narrowed && !section.querySelector(".card:not([hidden])");
    const shown = cards.filter((card) => !card.hidden).length;
    count.textContent = narrowed ? `${shown.toLocaleString("en")} of ${cards.length.toLocaleString("en")}` : "";
  }
  find.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  find.form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") { find.value = ""; filter(); }
    if (event.key === "/" && document.activeElement !== find) { find.focus(); event.preventDefault(); }
  });
})();

"use strict";
// Shows only the facts that have the words looked for and the attributions that are ticked.
// Without it the page shows all.
(() => {
  const find = document.getElementById("find");
  const count = document.getElementById("count");
  const cards = [...document.querySelectorAll(".card")];
  const sections = [".day", ".year"].flatMap((name) => [...document.querySelectorAll(name)]);
  const boxes = [...document.querySelectorAll("header input[type=checkbox]")];
  const words = cards.map((card) => folded(card.textContent));

  function folded(text) {
    return text.toLocaleLowerCase().replace(/\s+/g, " ").trim();
  }

  function filter() {
    const wanted = folded(find.value);
    const ticked = boxes.filter((box) => box.checked).map((box) => box.dataset.attribution);
    cards.forEach((card, i) => {
      card.hidden = !words[i].includes(wanted) || !ticked.includes(card.dataset.attribution);
    });
    const narrowed = wanted !== "" || ticked.length < boxes.length;
    for (const section of sections) {
      section.hidden = narrowed && !section.querySelector(".card:not([hidden])");
    }
    count.textContent = narrowed ? countText() : "";
  }

  function countText() {
    const shown = cards.filter((card) => !card.hidden).length;
    return `${shown.toLocaleString("en")} of ${cards.length.toLocaleString("en")}`;
  }

  find.addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  find.form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      find.value = "";
      filter();
    }
    if (event.key === "/" && document.activeElement !== find) {
      find.focus();
      event.preventDefault();
    }
  });
})();

// What is shown, as a list: for those who do not see the picture.

const list = document.getElementById("list");
const MAX_LISTED = 200;

function fillList() {
  if (!list.open) return;
  const listed = data.nodes
    .filter((node) => !isFact(node) && shownNodes.get(node.id))
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name))
    .slice(0, MAX_LISTED);
  const rows = listed.map((node) =>
    make("li", {}, nodeButton(node.id), " ", make("small", {}, node.type)),
  );
  list.lastElementChild.replaceChildren(...rows);
}

let nextFill = 0; // many nodes come and go at once
shownNodes.on("*", () => {
  clearTimeout(nextFill);
  nextFill = setTimeout(fillList);
});
list.addEventListener("toggle", fillList);

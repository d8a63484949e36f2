// The search: by names and aliases, entities before facts.

const MAX_FOUND = 8;

// How early the words stand in one of the node's names; Infinity where they do not.
function matchPosition(node, words) {
  const positions = [node.name, ...node.aliases]
    .map((name) => name.toLocaleLowerCase().indexOf(words))
    .filter((position) => position >= 0);
  return Math.min(...positions);
}

function nodesWith(words) {
  const matches = data.nodes.map((node) => ({ node, position: matchPosition(node, words) }));
  return matches
    .filter((match) => match.position < Infinity)
    .sort(
      (a, b) =>
        isFact(a.node) - isFact(b.node) ||
        a.position - b.position ||
        b.node.size - a.node.size,
    )
    .slice(0, MAX_FOUND)
    .map((match) => match.node);
}

function goTo(node) {
  found.hidden = true;
  if (shownNodes.get(node.id)) {
    network.focus(node.id, { scale: Math.max(network.getScale(), 0.8) });
  }
  choose(node.id);
}

function foundRow(node) {
  const row = button(node.name, () => goTo(node));
  row.append(make("small", {}, node.type));
  return make("li", {}, row);
}

search.addEventListener("input", () => {
  const words = search.value.trim().toLocaleLowerCase();
  const rows = words ? nodesWith(words).map(foundRow) : [];
  found.replaceChildren(...rows);
  found.hidden = rows.length === 0;
});
search.addEventListener("keydown", (event) => {
  const first = found.querySelector("button");
  if (event.key === "Enter") first?.click();
  if (event.key === "ArrowDown") first?.focus();
});
found.addEventListener("keydown", (event) => {
  const row = document.activeElement.closest("li");
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling };
  const target = next[event.key];
  if (event.key === "ArrowUp" && row && !target) search.focus();
  target?.querySelector("button").focus();
  if (event.key.startsWith("Arrow")) event.preventDefault();
});

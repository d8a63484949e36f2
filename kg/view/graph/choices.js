// What is chosen by a click: a node or an edge, whose panel opens, or nothing.

const choice = {
  node: null, // the node that the panel is about
  pathStart: null, // the node from which a path is looked for
};

function choose(id) {
  isUntouched = false;
  if (choice.pathStart !== null && choice.pathStart !== id) {
    showPath(choice.pathStart, id);
    return;
  }
  leavePath();
  choice.node = id;
  const node = data.nodes[id];
  openNodePanel(node);
  if (shown.part && !shown.part.has(id) && passesFilters(node)) showNeighbourhood(id);
  paint(neighbourhood(id));
  rememberAddress();
  if (!shownNodes.get(id)) return; // its category is hidden: the panel alone has it
  network.selectNodes([id]);
  keepInSight(id);
}

function openNodePanel(node) {
  const isStatement = node.category === "Statement";
  const hasType = isEvent(node) && node.type !== "Event";
  const kind = hasType ? node.type : data.style.categories[node.category].singular;
  const about = [kind, data.cards[node.card]?.date_text].filter(Boolean).join(" · ");
  const also = node.aliases.length > 0 ? [`also: ${node.aliases.join(", ")}`] : [];
  const title = isStatement ? "A statement" : node.name;
  openPanel(title, [about, ...also], sectionsAbout(node));
  if (!isFact(node)) panel.insertBefore(nodeActions(node), panel.querySelector("h3"));
}

function sectionsAbout(node) {
  if (node.card !== null) return [["The fact", [data.cards[node.card]]]];
  const cards = [...new Set(edgesAt[node.id].flatMap((edge) => edge.cards))];
  const sectionOf = (card) => (card.speakers.includes(node.id) ? "statements" : card.section);
  return data.headings.map(([section, heading]) => [
    heading.replace("{name}", () => node.name),
    cards.map((card) => data.cards[card]).filter((card) => sectionOf(card) === section),
  ]);
}

function nodeActions(node) {
  return make(
    "p",
    { class: "actions" },
    button("Find a path to …", () => askForPathFrom(node.id)),
    button("Show only neighbours", () => showNeighbourhood(node.id)),
  );
}

function chooseEdge(id) {
  const edge = data.edges[id];
  const [source, target] = [edge.source, edge.target].map((end) => data.nodes[end].name);
  const label = edge.label.replaceAll("\n", " ") || "about";
  const cards = edge.cards.map((card) => data.cards[card]);
  openPanel(`${source} — ${label} → ${target}`, [], [["The fact", cards]]);
  paint(new Set([edge.source, edge.target]));
}

function closePanel() {
  panel.hidden = true;
  choice.node = choice.pathStart = null;
  search.placeholder = "Find a name …";
  leavePath();
  network.unselectAll();
  paint();
  rememberAddress();
}

network.on("click", (event) => {
  if (event.nodes.length > 0) choose(event.nodes[0]);
  else if (event.edges.length > 0) chooseEdge(event.edges[0]);
  else closePanel();
});
network.on("doubleClick", (event) => {
  const [id] = event.nodes;
  if (id !== undefined) showPart(new Set([...(shown.part || []), ...neighbourhood(id)]), id);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});

// A part of a big graph: the overview that it opens with, or what surrounds a node.

// Show these nodes, or all where they are null; `centre` is the node that they surround.
function showPart(ids, centre) {
  shown.part = ids;
  shown.centre = centre;
  paint();
  filterAgain();
  fitNextToPanel();
  describePart();
  rememberAddress();
}

function showNeighbourhood(id) {
  showPart(neighbourhood(id), id);
}

function describePart() {
  const note = document.getElementById("part");
  const isOverview = shown.part && shown.centre === null;
  note.hidden = !shown.part && !data.overview;
  const buttons = [];
  if (data.overview && !isOverview) {
    buttons.push(partButton("Show the most important", () => new Set(data.overview)));
  }
  if (shown.part) buttons.push(partButton("Show everything", () => null));
  note.replaceChildren(partText(isOverview), ...buttons);
}

function partText(isOverview) {
  if (!shown.part) return "The whole graph.";
  const others = (data.nodes.length - shown.part.size).toLocaleString("en");
  const hidden = `${others} other nodes are hidden.`;
  if (!isOverview) return `Around ${data.nodes[shown.centre].name}; ${hidden}`;
  const best = "The best connected people and organisations, and what connects them";
  return `${best}; ${hidden} The search finds them all.`;
}

function partButton(text, ids) {
  return button(text, () => {
    closePanel();
    showPart(ids(), null);
  });
}

describePart();

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
  note.hidden = !shown.part && !data.overview && !data.things;
  const buttons = [];
  if (data.overview && !isOverview) {
    buttons.push(partButton("Show the most important", () => new Set(data.overview)));
  }
  if (shown.part) buttons.push(partButton("Show everything", () => null));
  note.replaceChildren(partText(isOverview) + leftOutText(), ...buttons);
}

function partText(isOverview) {
  if (!shown.part) return data.things ? "All of this page." : "The whole graph.";
  const others = (data.nodes.length - shown.part.size).toLocaleString("en");
  const hidden = `${others} other nodes are hidden.`;
  if (!isOverview) return `Around ${data.nodes[shown.centre].name}; ${hidden}`;
  const best = "The best connected people and organisations, and what connects them";
  return `${best}; ${hidden} The search finds them all.`;
}

// What the page says of what it does not hold.
function leftOutText() {
  if (!data.things) return "";
  const [here, all] = [data.nodes.length, data.things].map((n) => n.toLocaleString("en"));
  const cure = "kg show DIR --focus NAME draws what is around any other.";
  return ` The page holds the ${here} best connected of ${all} nodes; ${cure}`;
}

function partButton(text, ids) {
  return button(text, () => {
    closePanel();
    showPart(ids(), null);
  });
}

describePart();

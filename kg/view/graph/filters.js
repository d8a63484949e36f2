// What of the graph is shown: what the legend hides, the part of a big graph, a path, a last date.

// The legend's ticks by what they filter, and the values of those that are not ticked.
const unticked = {
  category: new Set(),
  attribution: new Set(),
  form: new Set(),
  certainty: new Set(),
  type: new Set(),
};
const ticks = [...document.querySelectorAll("#legend input[type=checkbox]")];
const filterOf = (tick) => Object.keys(tick.dataset)[0];
const valueOf = (tick) => tick.dataset[filterOf(tick)];

function applyTick(tick) {
  unticked[filterOf(tick)][tick.checked ? "delete" : "add"](valueOf(tick));
}
for (const category of data.hidden) unticked.category.add(category); // ticks or none
ticks.forEach(applyTick);

const shown = {
  part: data.overview && new Set(data.overview), // the nodes shown of a big graph; null: all
  centre: null, // the node in the middle of the part; null: the part is the overview
  path: null, // the nodes on a path, which alone are shown, whatever is hidden; null: no path
  pathPlaces: new Map(), // where the facts on the path lie: between what they connect
  until: "", // facts of a later date are hidden; "": none is
};

const isBrief = () =>
  data.hidden.length > 0 &&
  data.hidden.every((category) => unticked.category.has(category)) &&
  unticked.form.has("boxes");

// Where less is shown, the nodes have places with more room.
function placeOf(node) {
  const onPath = shown.pathPlaces.get(node.id);
  if (onPath) return onPath;
  const hasRoom = data.overview ? shown.part && shown.centre === null : isBrief();
  return (hasRoom && node.overview_place) || node.place;
}

function isAttributed(part) {
  if (isNode(part)) return part.reported || part.category === "Statement";
  return part.reported || part.kind === "about" || part.kind === "speaker";
}

function isTooLate(date) {
  const day = dayOf(date);
  return shown.until !== "" && day !== "" && day > shown.until;
}

// Whether an event, or the card of one, is of a kind and a date that are shown.
function isOfShownKind(event) {
  return !unticked.type.has(event.type) && !isTooLate(event.date);
}

function hasShownEvent(part) {
  if (isNode(part)) return !isEvent(part) || isOfShownKind(part);
  return part.kind !== "event" || part.cards.some((card) => isOfShownKind(data.cards[card]));
}

function isHiddenByCertainty(part) {
  const deniedHidden = part.denied && unticked.certainty.has("denied");
  const uncertainHidden = part.uncertain && unticked.certainty.has("uncertain");
  return deniedHidden || uncertainHidden;
}

function isHiddenByAttribution(part) {
  const isEntity = isNode(part) && !isFact(part);
  return !isEntity && unticked.attribution.has(isAttributed(part) ? "attributed" : "stated");
}

function passesFilters(part) {
  if (unticked.category.has(part.category) || isHiddenByCertainty(part)) return false;
  return hasShownEvent(part) && !isHiddenByAttribution(part);
}

function isNodeWanted(node) {
  if (shown.path) return shown.path.has(node.id);
  if (node.as_edge && unticked.form.has("boxes")) return false;
  return passesFilters(node) && (!shown.part || shown.part.has(node.id));
}

// Whether an edge that stands for boxes is shown, since they are not.
function isStandIn(edge) {
  if (edge.kind === "statements") return unticked.category.has("Statement");
  if (edge.kind !== "event") return true;
  return unticked.form.has("boxes") && !unticked.category.has("Event");
}

function isEdgeShown(edge) {
  const ends = [edge.source, edge.target].map((id) => data.nodes[id]);
  return passesFilters(edge) && isStandIn(edge) && ends.every(isNodeWanted);
}

// An entity goes with its last edge.
function isNodeShown(node) {
  const edges = edgesAt[node.id];
  const stays = isFact(node) || edges.length === 0;
  return isNodeWanted(node) && (stays || edges.some(isEdgeShown));
}

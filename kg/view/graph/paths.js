// The path between two nodes, fact by fact.

const STAND_INS = ["statements", "event"];

// The edges of a shortest path; none where there is no path.
function shortestPath(start, end, isUsable) {
  const cameBy = new Map([[start, null]]);
  const queue = [start];
  for (const here of queue) {
    if (here === end) break;
    for (const edge of edgesAt[here]) {
      const there = otherEnd(edge, here);
      if (cameBy.has(there) || !isUsable(edge)) continue;
      cameBy.set(there, edge);
      queue.push(there);
    }
  }
  const path = [];
  for (let here = end; cameBy.get(here); here = otherEnd(path[0], here)) {
    path.unshift(cameBy.get(here));
  }
  return path;
}

function canBeOnPath(edge) {
  return !STAND_INS.includes(edge.kind) && edge.kind !== "order" && !edge.denied;
}

function isStated(edge) {
  const ends = [edge.source, edge.target].map((id) => data.nodes[id]);
  return !isAttributed(edge) && !ends.some((node) => isFact(node) && isAttributed(node));
}

// A path over what articles state is better than a shorter one over what is only attributed.
function bestPath(start, end) {
  const stated = shortestPath(start, end, (edge) => canBeOnPath(edge) && isStated(edge));
  return stated.length > 0 ? stated : shortestPath(start, end, canBeOnPath);
}

function showPath(start, end) {
  const path = bestPath(start, end);
  closePanel();
  shown.path = new Set([start, end, ...path.flatMap((edge) => [edge.source, edge.target])]);
  choice.node = start;
  const cards = [...new Set(path.flatMap((edge) => edge.cards))].map((card) => data.cards[card]);
  const title = `${data.nodes[start].name} → ${data.nodes[end].name}`;
  const none = path.length > 0 ? [] : ["No facts and no statements connect the two."];
  openPanel(title, none, [["The path, fact by fact", cards]]);
  placeFactsOnPath(start, path);
  paint();
  filterAgain();
  fitNextToPanel();
  rememberAddress(end);
}

// Each fact lies between the two that it connects.
function placeFactsOnPath(start, path) {
  let here = start;
  path.forEach((edge, i) => {
    const there = otherEnd(edge, here);
    const next = path[i + 1];
    if (isFact(data.nodes[there]) && next) {
      const before = placeOf(data.nodes[here]);
      const after = placeOf(data.nodes[otherEnd(next, there)]);
      const middle = { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 };
      shown.pathPlaces.set(there, middle);
    }
    here = there;
  });
}

function leavePath() {
  if (!shown.path) return;
  shown.path = null;
  shown.pathPlaces.clear();
  filterAgain();
}

// The next node that is chosen is the end of a path.
function askForPathFrom(id) {
  choice.pathStart = id;
  search.placeholder = `Path from ${data.nodes[id].name} to …`;
  search.value = "";
  search.focus();
}

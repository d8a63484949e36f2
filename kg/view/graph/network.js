// The picture: vis-network draws the nodes and edges that the filters let through.

const nodes = new vis.DataSet(data.nodes.map((node) => nodeAppearance(node)));
const edges = new vis.DataSet(data.edges.map((edge) => edgeAppearance(edge)));
const shownNodes = new vis.DataView(nodes, { filter: (item) => isNodeShown(data.nodes[item.id]) });
const shownEdges = new vis.DataView(edges, { filter: (item) => isEdgeShown(data.edges[item.id]) });
const network = new vis.Network(
  graph,
  { nodes: shownNodes, edges: shownEdges },
  {
    physics: false,
    layout: { randomSeed: 1 },
    nodes: { scaling: { label: { drawThreshold: 4 } } },
    edges: { scaling: { label: { drawThreshold: 6 } } },
    interaction: {
      hover: true,
      multiselect: false,
      selectConnectedEdges: false,
      keyboard: { enabled: true, bindToWindow: false },
    },
  },
);

// Until its reader moves it the whole graph is kept in view, also in a notebook's frame that gets
// its size late.
let isUntouched = true;

function fit() {
  if (!isUntouched) return;
  network.fit({ animation: false });
  const isPhone = innerWidth <= 760 && innerWidth <= innerHeight;
  const scale = data.style.first_sight.phone_scale;
  if (!isPhone || network.getScale() >= scale) return;
  network.moveTo({ scale, position: middleOfBestConnected(), animation: false });
}

function middleOfBestConnected() {
  const places = data.nodes
    .filter((node) => !isFact(node) && shownNodes.get(node.id))
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map((node) => network.getPosition(node.id));
  const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return { x: mean("x"), y: mean("y") };
}

network.on("resize", () => setTimeout(fit));
network.once("afterDrawing", () => setTimeout(fit)); // only now it is known how wide labels are
for (const event of ["dragStart", "zoom", "click"]) {
  network.on(event, () => (isUntouched = false));
}
fit();

// Draw everything anew, faded but for the nodes to keep and the edges between them.
function paint(keep) {
  const isFaded = (...ids) => Boolean(keep) && !ids.every((id) => keep.has(id));
  nodes.update(data.nodes.map((node) => nodeAppearance(node, isFaded(node.id))));
  edges.update(
    data.edges.map((edge) => edgeAppearance(edge, isFaded(edge.source, edge.target))),
  );
}

function filterAgain() {
  shownNodes.refresh();
  shownEdges.refresh();
}

// Filter anew after the legend has changed: if that leads to other places, all is drawn anew.
function refresh(wasBrief) {
  const moves = isBrief() !== wasBrief;
  if (moves) paint();
  filterAgain();
  if (moves) network.fit({ animation: false });
  rememberAddress();
}

// All of it is put into what the panel leaves free.
function fitNextToPanel() {
  network.fit({ animation: false, maxZoomLevel: 1.4 });
  const covered = panel.hidden || innerWidth <= 760 ? 0 : panel.offsetWidth;
  network.moveTo({
    scale: network.getScale() * (1 - covered / graph.clientWidth),
    offset: { x: -covered / 2, y: 0 },
  });
}

function keepInSight(id) {
  const isSidePanel = innerWidth > 760;
  const at = network.canvasToDOM(network.getPosition(id));
  const width = graph.clientWidth - (isSidePanel ? panel.offsetWidth : 0);
  const height = graph.clientHeight - (isSidePanel ? 0 : panel.offsetHeight);
  const isInside = at.x > 60 && at.y > 30 && at.x < width - 60 && at.y < height - 50;
  if (isInside) return;
  const offset = { x: (width - graph.clientWidth) / 2, y: (height - graph.clientHeight) / 2 };
  network.focus(id, { scale: network.getScale(), offset });
}

dark.addEventListener("change", () => {
  paint();
  network.redraw(); // at once: paper does not wait for the next frame
});

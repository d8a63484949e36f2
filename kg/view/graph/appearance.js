// How nodes and edges look, in the words of vis-network. All colours come from style.toml.

const dark = matchMedia("screen and (prefers-color-scheme: dark)");
const DOTTED = ["about", "content"];

function colour(name) {
  const theme = dark.matches ? "dark" : "light";
  const category = data.style.categories[name];
  return category ? category[theme] : data.style[theme][name];
}

function nodeAppearance(node, faded) {
  const fact = isFact(node);
  const attributed = isAttributed(node);
  return {
    id: node.id,
    label: node.label,
    shape: node.shape,
    size: node.size,
    ...placeOf(node),
    opacity: faded ? 0.14 : 1,
    chosen: !faded,
    margin: { top: 6, bottom: 6, left: 9, right: 9 },
    borderWidth: fact ? (attributed ? 1.2 : 2) : 0,
    borderWidthSelected: 3,
    color: nodeColours(node),
    shapeProperties: { borderDashes: attributed ? [5, 4] : false, borderRadius: 7 },
    font: {
      size: node.font,
      face: data.style.fonts.sans,
      color: colour(faded ? "faded" : attributed ? "faint" : "ink"),
      strokeWidth: fact ? 0 : 4,
      strokeColor: colour("paper"),
      vadjust: 0,
    },
  };
}

function nodeColours(node) {
  const border = borderColour(node);
  const background = colour(isFact(node) ? boxBackground(node) : node.category);
  return {
    background,
    border,
    highlight: { background, border: isFact(node) ? border : colour("ink") },
    hover: { background, border },
  };
}

function borderColour(node) {
  if (node.denied) return colour("warn");
  return colour(isAttributed(node) ? "Statement" : node.category);
}

function boxBackground(node) {
  if (node.category === "Statement") return "quote";
  return node.reported ? "paper" : "raised";
}

function edgeAppearance(edge, faded) {
  const strong = edge.kind === "relation" || edge.kind === "event";
  const dotted = DOTTED.includes(edge.kind);
  return {
    id: edge.id,
    from: edge.source,
    to: edge.target,
    label: edge.label,
    chosen: !faded,
    width: edgeWidth(edge, strong),
    hoverWidth: 1,
    selectionWidth: 1,
    color: {
      color: edgeColour(edge, strong),
      highlight: colour("ink"),
      hover: colour("ink"),
      opacity: faded ? 0.1 : edge.kind === "about" ? 0.55 : 1,
    },
    dashes: dotted ? [1, 4] : edge.reported ? [6, 5] : false,
    arrows: { to: { enabled: !dotted, scaleFactor: strong ? 0.6 : 0.45 } },
    smooth: edge.bend ? edgeCurve(edge.bend) : false,
    font: {
      size: edge.font,
      face: data.style.fonts.sans,
      align: "horizontal",
      strokeWidth: 5,
      strokeColor: colour("paper"),
      color: colour(faded ? "none" : edgeInk(edge, strong)),
    },
  };
}

function edgeWidth(edge, strong) {
  if (strong) return 2;
  return edge.kind === "statements" ? 1.2 + Math.min(Math.sqrt(edge.cards.length), 3) / 2 : 1.2;
}

function edgeColour(edge, strong) {
  if (edge.denied) return colour("warn");
  if (edge.reported || DOTTED.includes(edge.kind)) return colour("attributed");
  return colour(strong ? "stated" : "line");
}

function edgeCurve(bend) {
  return {
    enabled: true,
    type: bend > 0 ? "curvedCW" : "curvedCCW",
    roundness: Math.abs(bend),
  };
}

function edgeInk(edge, strong) {
  if (edge.denied) return "warn";
  return strong && !edge.reported ? "ink" : "faint";
}

// The picture as a file: as pixels, or as lines and text.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;

function save(href, suffix) {
  const title = document.title.replace(/[^\p{L}\p{N} -]/gu, "").replace(/ +/g, " ").trim();
  make("a", { href, download: `${title || "graph"}.${suffix}` }).click();
}

function savePng() {
  const drawn = graph.querySelector("canvas");
  const copy = document.createElement("canvas");
  const pen = copy.getContext("2d");
  copy.width = drawn.width;
  copy.height = drawn.height;
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawn, 0, 0);
  save(copy.toDataURL("image/png"), "png");
}

function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A pen for vis-network that writes SVG instead of drawing. What it does not write itself, such as
// fonts and widths of lines, a canvas keeps that is never shown.
function svgPen(elements) {
  const canvasPen = document.createElement("canvas").getContext("2d");
  const short = (number) => Math.round(number * 10) / 10;
  let path = "";

  const add = (tag, attributes, ...children) => {
    const opacity = canvasPen.globalAlpha < 1 ? { opacity: canvasPen.globalAlpha } : {};
    elements.push(svgElement(tag, { ...attributes, ...opacity }, ...children));
  };
  const write = (text, x, y, attributes) => {
    const [, size, family] = /([\d.]+)px (.*)/.exec(canvasPen.font);
    const middle = short(x + canvasPen.measureText(text).width / 2);
    const place = { x: middle, y: short(y), "font-size": size, "font-family": family };
    add("text", { ...place, ...attributes }, text);
  };
  const fillAttributes = () => colourAttributes("fill", canvasPen.fillStyle);
  const lineAttributes = () => ({
    ...colourAttributes("stroke", canvasPen.strokeStyle),
    "stroke-width": canvasPen.lineWidth,
  });

  const written = {
    beginPath: () => (path = ""),
    closePath: () => (path += "Z"),
    moveTo: (x, y) => (path += `M${short(x)} ${short(y)}`),
    lineTo: (x, y) => (path += `${path ? "L" : "M"}${short(x)} ${short(y)}`),
    rect: (x, y, width, height) => {
      path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
    },
    quadraticCurveTo: (...at) => (path += `Q${at.map(short).join(" ")}`),
    bezierCurveTo: (...at) => (path += `C${at.map(short).join(" ")}`),
    arc: (...circle) => (path += arcPath(path, circle, short)),
    fill: () => add("path", { d: path, ...fillAttributes() }),
    stroke: () => {
      const dashes = canvasPen.getLineDash().join(" ") || "none";
      add("path", { d: path, fill: "none", ...lineAttributes(), "stroke-dasharray": dashes });
    },
    fillText: (text, x, y) => write(text, x, y, fillAttributes()),
    strokeText: (text, x, y) => write(text, x, y, { fill: "none", ...lineAttributes() }),
  };
  return new Proxy(canvasPen, {
    get: (_, name) => {
      if (name in written) return written[name];
      const value = canvasPen[name];
      return typeof value === "function" ? value.bind(canvasPen) : value;
    },
    set: (_, name, value) => {
      canvasPen[name] = value;
      return true;
    },
  });
}

// A canvas gives a colour as #rrggbb, or with its opacity, which not every reader of SVG knows.
function colourAttributes(attribute, value) {
  const [, rgb, opacity] = /^rgba\((.+), (.+)\)$/.exec(value) || [];
  if (rgb === undefined) return { [attribute]: value };
  return { [attribute]: `rgb(${rgb})`, [`${attribute}-opacity`]: opacity };
}

// An arc of a circle as the canvas draws it, in two halves, for SVG knows no full circle.
function arcPath(path, [x, y, radius, start, end], short) {
  const at = (angle) =>
    `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
  const half = (angle) => `A${short(radius)} ${short(radius)} 0 0 1 ${at(angle)}`;
  return `${path ? "L" : "M"}${at(start)}${half((start + end) / 2)}${half(end)}`;
}

// Everything that is shown, also outside the window, at its natural size: vis-network draws it.
function drawWith(pen) {
  const { renderer, body } = network;
  const scale = body.view.scale;
  body.view.scale = 1; // small labels would be left out
  try {
    renderer._drawEdges(pen);
    const { drawExternalLabels } = renderer._drawNodes(pen, true);
    renderer._drawArrows(pen);
    drawExternalLabels();
  } finally {
    body.view.scale = scale;
  }
}

function boundsOfShown() {
  const boxes = shownNodes.getIds().map((id) => network.getBoundingBox(id));
  if (boxes.length === 0) return { x: 0, y: 0, width: 10, height: 10 };
  const least = (side) => Math.min(...boxes.map((box) => box[side])) - MARGIN;
  const most = (side) => Math.max(...boxes.map((box) => box[side])) + MARGIN;
  const [x, y] = [least("left"), least("top")];
  return { x, y, width: most("right") - x, height: most("bottom") - y };
}

function saveSvg() {
  const elements = [];
  drawWith(svgPen(elements));
  const bounds = boundsOfShown();
  const picture = svgElement(
    "svg",
    {
      xmlns: SVG,
      viewBox: [bounds.x, bounds.y, bounds.width, bounds.height].join(" "),
      "text-anchor": "middle",
      "dominant-baseline": "central",
      "stroke-linejoin": "round",
    },
    svgElement("rect", { ...bounds, fill: colour("paper") }),
    ...elements,
  );
  const text = new XMLSerializer().serializeToString(picture);
  save(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`, "svg");
}

document.getElementById("png").addEventListener("click", savePng);
document.getElementById("svg").addEventListener("click", saveSvg);

// For tests, and for whoever opens the browser's console.
window.kg = {
  data,
  network,
  choose,
  chooseEdge,
  shownNodes: () => shownNodes.getIds(),
  shownEdges: () => shownEdges.getIds(),
  counts: () => ({ nodes: shownNodes.length, edges: shownEdges.length }),
};

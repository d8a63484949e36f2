"use strict";
// Draws what the page's JSON holds. Text of articles goes into the page by textContent only, and onto the canvas.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [graph, panel, search, found] = ["graph", "panel", "search", "found"].map((id) => document.getElementById(id));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const facts = ["Event", "Claim", "Statement"];
  const sans = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
  const node = new Map(data.nodes.map((n) => [n.id, n]));
  data.edges.forEach((edge, id) => (edge.id = id));
  const touching = new Map(data.nodes.map((n) => [n.id, []]));
  for (const edge of data.edges) for (const end of new Set([edge.from, edge.to])) touching.get(end).push(edge);

  const off = { thing: new Set(), voice: new Set(), form: new Set() };
  for (const box of document.querySelectorAll("#legend input:not(:checked)")) for (const kind in off) if (kind in box.dataset) off[kind].add(box.dataset[kind]);
  const brief = () => data.hidden.length && data.hidden.every((thing) => off.thing.has(thing)) && off.form.has("boxes"); // then the others have places with more room
  let part = data.gist && new Set(data.gist); // ids of the nodes shown of a big graph, null: all
  let around = null; // the node that the part is about, null: the gist
  const roomy = () => (data.gist ? part && around === null : brief());
  const place = (n) => (roomy() && "core_x" in n ? { x: n.core_x, y: n.core_y } : { x: n.x, y: n.y });

  // ── looks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────
  const colour = (name) => {
    const theme = dark.matches ? "dark" : "light";
    return name in data.style.things ? data.style.things[name][theme] : data.style[theme][name];
  };

  function nodeLook(n, faded) {
    const own = colour(n.thing), fact = facts.includes(n.thing), quiet = n.said || n.thing === "Statement";
    const border = n.not ? colour("warn") : quiet ? colour("Statement") : own;
    const fill = fact ? colour(n.thing === "Statement" ? "quote" : n.said ? "paper" : "raised") : own;
    return {
      id: n.id, label: n.label, shape: n.shape, size: n.size, ...place(n), opacity: faded ? 0.14 : 1,
      margin: { top: 6, bottom: 6, left: 9, right: 9 },
      borderWidth: !fact ? 0 : quiet ? 1.2 : 2, borderWidthSelected: 3, chosen: !faded,
      color: { background: fill, border, highlight: { background: fill, border: fact ? border : colour("ink") }, hover: { background: fill, border } },
      shapeProperties: { borderDashes: quiet ? [5, 4] : false, borderRadius: 7 },
      font: {
        size: n.font, face: sans, color: faded ? colour("said") + "55" : colour(quiet ? "faint" : "ink"),
        strokeWidth: fact ? 0 : 4, strokeColor: colour("paper"), vadjust: 0,
      },
    };
  }

  function edgeLook(e, faded) {
    const tie = e.kind === "tie" || e.kind === "deed", voices = e.kind === "voices";
    const line = e.not ? colour("warn") : e.said || ["about", "content"].includes(e.kind) ? colour("said") : colour(tie ? "tie" : "line");
    return {
      id: e.id, from: e.from, to: e.to, label: e.label, chosen: !faded, width: tie ? 2 : voices ? 1.2 + Math.min(Math.sqrt(e.cards.length), 3) / 2 : 1.2, hoverWidth: 1, selectionWidth: 1,
      color: { color: line, highlight: colour("ink"), hover: colour("ink"), opacity: faded ? 0.1 : e.kind === "about" ? 0.55 : 1 },
      dashes: ["about", "content"].includes(e.kind) ? [1, 4] : e.said ? [6, 5] : false,
      arrows: { to: { enabled: e.kind !== "about" && e.kind !== "content", scaleFactor: tie ? 0.6 : 0.45 } },
      smooth: e.bend ? { enabled: true, type: e.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(e.bend) } : false,
      font: {
        size: e.font, face: sans, align: "horizontal", strokeWidth: 5, strokeColor: colour("paper"),
        color: faded ? "rgba(0,0,0,0)" : e.not ? colour("warn") : colour(tie && !e.said ? "ink" : "faint"),
      },
    };
  }

  // ── the network, and what of it is shown ───────────────────────────────────────────────────────────────────────────────────
  const factual = (n) => facts.includes(n.thing);
  const voice = (part) => (part.said || part.thing === "Statement" || part.kind === "about" || part.kind === "speaker" ? "said" : "asserted");
  const allowed = (one) => !off.thing.has(one.thing) && (!off.voice.has(voice(one)) || ("thing" in one && !factual(one)));
  const wanted = (one) => allowed(one) && !(one.deed && off.form.has("boxes")) && !(one.kind === "deed" && off.thing.has("Event")) && (!part || !("thing" in one) || part.has(one.id));
  const instead = (edge) => (edge.kind !== "voices" || off.thing.has("Statement")) && (edge.kind !== "deed" || off.form.has("boxes")); // of boxes
  const drawn = (edge) => wanted(edge) && instead(edge) && wanted(node.get(edge.from)) && wanted(node.get(edge.to));
  const seen = (n) => wanted(n) && (factual(n) || !touching.get(n.id).length || touching.get(n.id).some(drawn)); // a thing goes with its last line
  const nodes = new vis.DataSet(data.nodes.map((n) => nodeLook(n)));
  const edges = new vis.DataSet(data.edges.map((e) => edgeLook(e)));
  const seenNodes = new vis.DataView(nodes, { filter: (item) => seen(node.get(item.id)) });
  const seenEdges = new vis.DataView(edges, { filter: (item) => drawn(data.edges[item.id]) });
  const network = new vis.Network(graph, { nodes: seenNodes, edges: seenEdges }, {
    physics: false,
    layout: { randomSeed: 1 },
    nodes: { scaling: { label: { drawThreshold: 4 } } },
    edges: { scaling: { label: { drawThreshold: 6 } } },
    interaction: { hover: true, multiselect: false, selectConnectedEdges: false, keyboard: { enabled: true, bindToWindow: false } },
  });
  let untouched = true; // until then the whole graph is kept in view, also in a notebook's frame that gets its size late
  const fit = () => untouched && network.fit({ animation: false });
  network.on("resize", () => setTimeout(fit));
  for (const event of ["dragStart", "zoom", "click"]) network.on(event, () => (untouched = false));
  fit();

  function near(id) {
    const here = new Set([id]);
    for (const edge of touching.get(id)) {
      const other = edge.from === id ? edge.to : edge.from;
      here.add(other);
      if (factual(node.get(other)) && !factual(node.get(id))) for (const next of touching.get(other)) here.add(next.from).add(next.to);
    }
    return here;
  }

  function paint(keep) {
    nodes.update(data.nodes.map((n) => nodeLook(n, keep && !keep.has(n.id))));
    edges.update(data.edges.map((e) => edgeLook(e, keep && !(keep.has(e.from) && keep.has(e.to)))));
  }

  for (const box of document.querySelectorAll("#legend input")) {
    box.addEventListener("change", () => {
      const [kind] = Object.keys(box.dataset), before = brief();
      off[kind][box.checked ? "delete" : "add"](box.dataset[kind]);
      if (brief() !== before) paint();
      seenNodes.refresh();
      seenEdges.refresh();
      if (brief() !== before) network.fit({ animation: false });
    });
  }
  dark.addEventListener("change", () => paint());

  // ── a part of a big graph: its gist, or what is around a node ──────────────────────────────────────────────────────────────
  function showPart(ids, id) {
    [part, around] = [ids, id];
    paint();
    seenNodes.refresh();
    seenEdges.refresh();
    network.fit({ animation: false });
    const beside = panel.hidden || innerWidth <= 760 ? 0 : panel.offsetWidth; // the panel must not lie on it
    network.moveTo({ scale: network.getScale() * (1 - beside / graph.clientWidth), offset: { x: -beside / 2, y: 0 } });
    tellPart();
  }

  function tellPart() {
    const note = document.getElementById("part");
    if (!note) return;
    const hidden = (data.nodes.length - (part || node).size).toLocaleString("en");
    const words = !part ? "The whole graph."
      : around !== null ? `Around ${node.get(around).name}; ${hidden} other nodes are hidden.`
      : `The best joined people and organisations, and what joins them; ${hidden} other nodes are hidden. The search finds them all.`;
    const first = make("button", { type: "button", onclick: () => { dismiss(); showPart(new Set(data.gist), null); } }, "Show the most important");
    const all = make("button", { type: "button", onclick: () => { dismiss(); showPart(null, null); } }, "Show everything");
    note.replaceChildren(words, ...(part && around === null ? [] : [first]), ...(part ? [all] : []));
  }
  tellPart();

  // ── the panel: what is known, which words say so, and who vouches ──────────────────────────────────────────────────────────
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) name === "onclick" ? made.addEventListener("click", value) : made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  const link = (id) => make("button", { type: "button", onclick: () => choose(id) }, node.get(id).name);
  const list = (names) => names.map((name) => `“${name}”`).join(", ");

  const quoted = (text) => (/^["“]/.test(text) ? text : `“${text}”`);

  function reading(card) {
    const not = card.not ? make("span", { class: "warn" }, "✕ not ") : "";
    const sure = card.sure === "certain" ? "" : make("span", {}, ` (${card.sure})`);
    if (card.kind === "statement") return make("p", { class: "fact" }, ...card.ends.flatMap((id) => [link(id), " "]), "says: ", not, make("span", {}, quoted(card.head)), sure);
    if (card.kind === "event") {
      const head = card.node === null ? card.head : make("button", { type: "button", onclick: () => choose(card.node) }, card.head);
      const parts = card.parts.flatMap(([word, id]) => [make("span", {}, ` ${word} `), link(id)]);
      return make("p", { class: "fact" }, not, head, ...parts, make("span", {}, card.date ? ` · ${card.date}` : ""), sure);
    }
    return make("p", { class: "fact" }, link(card.ends[0]), make("span", {}, " → "), not, card.head, make("span", {}, " → "), link(card.ends[1]), make("span", {}, card.date ? ` · ${card.date}` : ""), sure);
  }

  function vouching(card) {
    if (card.kind === "statement") {
      const speaker = card.ends.map((id) => node.get(id).name).join(", ") || "the one who is quoted";
      return card.said ? `Said, it is said: by ${list(card.vouchers)}. No article vouches for it.` : `${list(card.vouchers)} vouches that this was said. For what is said only ${speaker} vouches.`;
    }
    return card.said ? `Only said, by ${list(card.vouchers) || "someone unnamed"}. No article vouches for it.` : `Vouched for by ${list(card.vouchers)}.`;
  }

  function quote(item) {
    const pieces = item.pieces.map((piece, i) => (i % 2 ? make("mark", {}, piece) : piece));
    const source = [item.article, item.date, item.pattern, item.confidence === null ? "" : `confidence ${item.confidence}`].filter(Boolean).join(" · ");
    return [make("blockquote", {}, ...pieces), make("cite", {}, source)];
  }

  function show(card) {
    const [first, ...rest] = card.evidence;
    const more = rest.length ? make("details", {}, make("summary", {}, `${rest.length} more ${rest.length > 1 ? "sentences" : "sentence"}`), ...rest.flatMap(quote)) : "";
    return make("article", { class: card.said || card.kind === "statement" ? "card said" : "card" }, reading(card), make("p", { class: "voucher" }, vouching(card)), ...(first ? quote(first) : []), more);
  }

  function open(title, lines, groups) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: dismiss }, "×");
    panel.replaceChildren(close, make("h2", {}, title), ...lines.filter(Boolean).map((line) => make("p", {}, line)));
    for (const [name, cards] of groups) if (cards.length) panel.append(make("h3", {}, `${name} (${cards.length})`), ...cards.map(show));
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function choose(id) {
    untouched = false;
    const n = node.get(id);
    const own = n.card === null ? [...new Set(touching.get(id).flatMap((edge) => edge.cards))] : [n.card];
    const cards = own.map((i) => data.cards[i]);
    const speaks = (card) => card.kind === "statement" && card.ends.includes(id);
    const of = (kind) => cards.filter((c) => !c.said && c.kind === kind);
    const groups = factual(n) ? [["The fact", cards]] : [
      ["Roles and relations", [...of("role"), ...of("relation")]],
      ["What happened", of("event")],
      ["Said by " + n.name, cards.filter(speaks)],
      ["Only said about " + n.name, cards.filter((c) => (c.said || c.kind === "statement") && !speaks(c))],
    ];
    const kind = factual(n) && n.type !== "Event" ? n.type : n.thing;
    open(n.thing === "Statement" ? "A statement" : n.name, [[kind, n.date].filter(Boolean).join(" · "), n.aliases.length ? `also: ${n.aliases.join(", ")}` : ""], groups);
    if (part && !part.has(id) && allowed(n)) showPart(near(id), id);
    paint(near(id));
    if (!seenNodes.get(id)) return; // its kind is switched off: the panel alone tells of it
    network.selectNodes([id]);
    keepInSight(id);
  }

  function chooseEdge(id) {
    const edge = data.edges[id];
    open(`${node.get(edge.from).name} — ${edge.label.replaceAll("\n", " ") || "about"} → ${node.get(edge.to).name}`, [], [["The fact", edge.cards.map((i) => data.cards[i])]]);
    paint(new Set([edge.from, edge.to]));
  }

  function dismiss() {
    panel.hidden = true;
    network.unselectAll();
    paint();
  }

  function keepInSight(id) {
    const beside = innerWidth > 760, at = network.canvasToDOM(network.getPosition(id));
    const wide = graph.clientWidth - (beside ? panel.offsetWidth : 0), high = graph.clientHeight - (beside ? 0 : panel.offsetHeight);
    if (at.x > 60 && at.y > 30 && at.x < wide - 60 && at.y < high - 50) return;
    network.focus(id, { scale: network.getScale(), offset: { x: (wide - graph.clientWidth) / 2, y: (high - graph.clientHeight) / 2 } });
  }

  network.on("click", (event) => {
    if (event.nodes.length) choose(event.nodes[0]);
    else if (event.edges.length) chooseEdge(event.edges[0]);
    else dismiss();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && dismiss());

  // ── search ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const rank = (n) => Math.min(...[n.name, ...n.aliases].map((name) => name.toLocaleLowerCase().indexOf(wanted)).filter((at) => at >= 0));
    const hits = wanted ? data.nodes.filter((n) => rank(n) < Infinity).sort((a, b) => factual(a) - factual(b) || rank(a) - rank(b) || b.size - a.size).slice(0, 8) : [];
    const pick = (n) => () => { found.hidden = true; if (seenNodes.get(n.id)) network.focus(n.id, { scale: Math.max(network.getScale(), 0.8) }); choose(n.id); };
    found.replaceChildren(...hits.map((n) => make("li", {}, make("button", { type: "button", onclick: pick(n) }, n.name, make("small", {}, n.type)))));
    found.hidden = !hits.length;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
    if (event.key === "ArrowDown") found.querySelector("button")?.focus();
  });

  window.kg = { network, choose, chooseEdge, seen: () => seenNodes.getIds(), drawn: () => seenEdges.getIds(), shown: () => ({ nodes: seenNodes.length, edges: seenEdges.length }) };
})();

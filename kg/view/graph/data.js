// The data of the page, as kg/view/page_data.py describes it, and what is often looked up in it.
// A node's id and an edge's id are their positions in the data.

const stored = JSON.parse(document.getElementById("data").textContent);
const { texts } = stored.tables;

// What is in a column of this kind, from what kg/view/page_tables.py makes of it.
const READ = {
  plain: (value) => value,
  text: (number) => texts[number],
  texts: (numbers) => numbers.map((number) => texts[number]),
  flag: Boolean,
  place: (place) => place && { x: place[0], y: place[1] },
  pieces: (parts) =>
    inThrees(parts, (kind, text, node) => ({ kind: texts[kind], text: texts[text], node })),
  quotations: (parts) =>
    inThrees(parts, (sentence, cuts, origin) => ({
      pieces: cut(texts[sentence], cuts),
      source: origin.map((number) => texts[number]).join(" · "),
    })),
};

function inThrees(parts, make) {
  const made = [];
  for (let i = 0; i < parts.length; i += 3) made.push(make(...parts.slice(i, i + 3)));
  return made;
}

function cut(sentence, cuts) {
  return [...cuts, sentence.length].map((end, i) => sentence.slice(cuts[i - 1] || 0, end));
}

function rows(table) {
  const columns = Object.entries(table);
  return columns[0][1][1].map((_, i) =>
    Object.fromEntries(columns.map(([name, [kind, values]]) => [name, READ[kind](values[i])])),
  );
}

const data = { ...stored };
for (const name of ["nodes", "edges", "cards"]) data[name] = rows(stored.tables[name]);
const [graph, panel, search, found] = ["graph", "panel", "search", "found"].map((id) =>
  document.getElementById(id),
);

const edgesAt = data.nodes.map(() => []);
data.edges.forEach((edge, id) => {
  edge.id = id;
  edge.uncertain = edge.cards.every((card) => data.cards[card].uncertain);
  for (const end of new Set([edge.source, edge.target])) edgesAt[end].push(edge);
});

const EVENTS = ["Event", "ReportedEvent"];
const FACTS = [...EVENTS, "Attribute", "Statement"];
const isNode = (part) => "category" in part;
const isFact = (node) => FACTS.includes(node.category);
const isEvent = (node) => EVENTS.includes(node.category);

function otherEnd(edge, id) {
  return edge.source === id ? edge.target : edge.source;
}

// The node, its neighbours, and for an entity the neighbours of its events and statements.
function neighbourhood(id) {
  const here = new Set([id]);
  for (const edge of edgesAt[id]) {
    const other = otherEnd(edge, id);
    here.add(other);
    if (isFact(data.nodes[id]) || !isFact(data.nodes[other])) continue;
    for (const next of edgesAt[other]) here.add(next.source).add(next.target);
  }
  return here;
}

// The day, month or year with which a TIMEX3 value begins.
function dayOf(date) {
  return /^\d{4}(-\d\d){0,2}(?!\d)/.exec(date || "")?.[0] || "";
}

// The page's address is a link to what is shown: everything by name, so that it outlives the next
// build.

const untickedAtFirst = ticks.filter((tick) => !tick.checked);
const tickName = (tick) => `${filterOf(tick)}.${valueOf(tick)}`;
let isReadingAddress = true; // then none is written

// The name, and where several nodes share it, which of them: the first is 0.
function nameAndNumber(id) {
  const { name } = data.nodes[id];
  return [name, data.nodes.filter((node) => node.name === name).findIndex((n) => n.id === id)];
}

function idOf(name, number) {
  const same = data.nodes.filter((node) => node.name === name);
  return (same[Number(number) || 0] || { id: null }).id;
}

function haveTicksChanged() {
  const now = ticks.filter((tick) => !tick.checked);
  const isOther = (tick) => !untickedAtFirst.includes(tick);
  return now.length !== untickedAtFirst.length || now.some(isOther);
}

// `pathEnd` is the end of the path that is shown.
function rememberAddress(pathEnd = null) {
  if (isReadingAddress) return;
  const state = new URLSearchParams();
  const put = (key, id) => {
    const [name, number] = nameAndNumber(id);
    state.append(key, name);
    if (number > 0) state.append(`${key}-number`, number);
  };
  if (haveTicksChanged()) {
    const now = ticks.filter((tick) => !tick.checked);
    state.append("without", now.map(tickName).join("|"));
  }
  if (shown.until) state.append("until", shown.until);
  if (shown.part && shown.centre !== null) put("around", shown.centre);
  if (choice.node !== null) put("at", choice.node);
  if (pathEnd !== null) put("to", pathEnd);
  try {
    history.replaceState(null, "", `#${state}`);
  } catch {
    // a frame without an address of its own
  }
}

function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  const wasBrief = isBrief();
  const idAt = (key) =>
    state.has(key) ? idOf(state.get(key), state.get(`${key}-number`)) : null;
  if (state.has("without")) readTicks(state.get("without").split("|"));
  if (state.has("until") && days.length > 1) setUntil(state.get("until"));
  refresh(wasBrief);
  const [around, at, to] = [idAt("around"), idAt("at"), idAt("to")];
  if (around !== null) showNeighbourhood(around);
  if (at !== null && to !== null) showPath(at, to);
  else if (at !== null) choose(at);
}

function readTicks(without) {
  for (const tick of ticks) {
    tick.checked = !without.includes(tickName(tick));
    applyTick(tick);
  }
}

function followAddress() {
  isReadingAddress = true;
  readAddress();
  isReadingAddress = false;
}

addEventListener("hashchange", followAddress);
followAddress();

// Where everything stands in the map of arguments: one below the other, answers further in than what they answer.

const MARGIN = 2;
const STEP = 26;
const GAP = 14;
const PADDING = 10;
const LINE = 21;
const LETTER = 9.1;
const BOLD_LETTER = 9.9;
const LANE = 20;
const CONCERN_GAP = 26;

/** Return the layout of a map in a width: {width, height, nodes, edges}. A node is {id, kind, x, y, width, height, lines,
 *  data}; an edge is {from, to, points}, from what answers or raises to what it answers or raises. `label(node)` returns
 *  the line above the text of a concern or an argument. */
export function layoutOf(concerns, width, label) {
  const found = { width, height: MARGIN, nodes: [], edges: [] };
  for (const concern of concerns) placeConcern(found, concern, label);
  found.height = Math.max(found.height - CONCERN_GAP, 0) + MARGIN;
  return found;
}

function placeConcern(found, concern, label) {
  const links = linksOf(concern.arguments);
  const lanes = links.filter(({ aside }) => aside).length;
  const right = found.width - MARGIN - lanes * LANE;
  const head = placeNode(
    found,
    { id: `concern ${concern.id}`, kind: "concern", data: concern, text: concern.title, depth: 0 },
    label,
    right,
  );
  const placed = new Map([[null, head]]);
  for (const { argument, depth } of threadOf(concern.arguments)) {
    const id = `argument ${concern.id} ${argument.rule}`;
    placed.set(
      argument.rule,
      placeNode(found, { id, kind: "argument", data: argument, text: argument.text, depth }, label, right),
    );
  }
  let lane = 0;
  for (const { from, to, aside } of links) {
    if (aside) lane += 1;
    const ends = [placed.get(from), placed.get(to)];
    found.edges.push({
      from: ends[0].id,
      to: ends[1].id,
      points: aside ? besidePoints(...ends, right + lane * LANE) : ownPoints(...ends),
    });
  }
  found.height += CONCERN_GAP - GAP;
}

function placeNode(found, { id, kind, data, text, depth }, label, right) {
  const x = MARGIN + depth * STEP;
  const width = right - x;
  const room = width - 2 * PADDING;
  const lines = wrapped(text, Math.floor(room / (kind === "concern" ? BOLD_LETTER : LETTER)));
  const top = wrapped(label({ kind, data }), Math.floor(room / LETTER));
  const height = (lines.length + top.length) * LINE + 2 * PADDING;
  const node = { id, kind, data, x, y: found.height, width, height, top, lines, line: LINE, padding: PADDING };
  found.nodes.push(node);
  found.height += height + GAP;
  return node;
}

/** Return the arguments in the order of a conversation: each followed by what answers it, with how deep it stands. */
function threadOf(arguments_) {
  const order = [];
  const told = new Set();
  const tell = (argument, depth) => {
    if (told.has(argument.rule)) return;
    told.add(argument.rule);
    order.push({ argument, depth });
    for (const other of arguments_) if (other.answers.includes(argument.rule)) tell(other, depth + 1);
  };
  arguments_.filter(({ answers }) => answers.length === 0).forEach((argument) => tell(argument, 1));
  arguments_.forEach((argument) => tell(argument, 1));
  return order;
}

/** Return from each argument to what it answers, or to the concern; `aside` is what does not run to the next above. */
function linksOf(arguments_) {
  const known = new Set(arguments_.map(({ rule }) => rule));
  const parents = parentsOf(arguments_);
  return arguments_.flatMap(({ rule, answers }) => {
    const to = answers.filter((other) => known.has(other));
    return (to.length > 0 ? to : [null]).map((other) => ({
      from: rule,
      to: other,
      aside: other !== parents.get(rule),
    }));
  });
}

function parentsOf(arguments_) {
  const parents = new Map();
  const above = [];
  for (const { argument, depth } of threadOf(arguments_)) {
    above[depth] = argument.rule;
    parents.set(argument.rule, depth === 1 ? null : above[depth - 1]);
  }
  return parents;
}

function ownPoints(from, to) {
  const x = to.x + STEP / 2;
  const y = from.y + from.padding + from.line / 2;
  return [
    [from.x, y],
    [x, y],
    [x, to.y + to.height],
  ];
}

function besidePoints(from, to, x) {
  const start = from.y + from.height / 2;
  const end = to.y + to.height / 2;
  return [
    [from.x + from.width, start],
    [x, start],
    [x, end],
    [to.x + to.width, end],
  ];
}

/** Return a text in lines of at most so many letters. */
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= most || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

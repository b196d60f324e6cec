// The agent and its model, the used tokens and the cost.
const number = new Intl.NumberFormat();
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

/** What a turn used: "2,563 tokens in, 22 out · $0.0027". A number that is not known is null or missing. */
export function usage({ input_tokens: read, output_tokens: wrote, cost }) {
  const tokens = isKnown(read) || isKnown(wrote) ? [`${number.format(read ?? 0)} tokens in, ${number.format(wrote ?? 0)} out`] : [];
  return [...tokens, ...(isKnown(cost) ? [dollars.format(cost)] : [])].join(' · ');
}

/** The agent, its model, and what the turns of the conversation used together. */
export function facts(agent, conversation) {
  const turns = (conversation?.turns ?? []).filter(turn => turn.usage !== null);
  const sum = field => turns.some(turn => isKnown(turn.usage[field]))
    ? turns.reduce((total, turn) => total + (turn.usage[field] ?? 0), 0) : null;
  const model = turns.findLast(turn => turn.usage.model !== undefined)?.usage.model ?? agent?.model;
  const used = usage({ input_tokens: sum('input_tokens'), output_tokens: sum('output_tokens'), cost: sum('cost') });
  return [agent?.name, model, used].filter(fact => fact).join(' · ');
}

function isKnown(value) {
  return value !== null && value !== undefined;
}

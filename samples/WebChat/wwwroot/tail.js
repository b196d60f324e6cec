// What the events of a session say about a turn that somebody else began: the platform's own, whatever the harness.

/** Shows an event of a turn. Returns whether the turn is over with it, and its messages can be read. */
export function show(turn, type, properties, messageId) {
  const { info, part } = properties;
  switch (type) {
    case 'message.part.delta':
      if (!turn.isTorn && (properties.field === 'text' || properties.field === 'reasoning')) {
        // opencode says "text" for reasoning too: the part, if it was announced, knows better.
        turn.grow(turn.typeOf(messageId, properties.partID) ?? properties.field, messageId, properties.partID, properties.delta);
      }
      return false;
    case 'message.part.updated':
      // What comes after a part that is whole is seen from its beginning.
      turn.isTorn = false;
      showPart(turn, messageId, part);
      return false;
    case 'message.updated':
      turn.error = info.error ?? turn.error;
      return false;
    case 'session.idle':
      if (!turn.isRunning) {
        return false;
      }
      turn.run(false);
      if (turn.error !== undefined) {
        turn.fail(turn.error.data?.message ?? turn.error.name, ['AbortError', 'MessageAbortedError'].includes(turn.error.name));
      }
      return true;
    default:
      return false;
  }
}

function showPart(turn, messageId, part) {
  if (part.type === 'text' || part.type === 'reasoning') {
    turn.put({ type: part.type, message_id: messageId, part_id: part.id, text: part.text ?? '' });
  } else if (part.type === 'tool' && part.state?.status !== 'pending') {
    const { status, input, output, error, title } = part.state;
    turn.put({ type: 'tool', message_id: messageId, part_id: part.id ?? part.callID, tool: part.tool, status, input, output, error, title });
  }
}

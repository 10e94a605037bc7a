// Which command a key means in the sheet. Pure; no DOM.

// In a cell that is not being edited.
export function command({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  const isControl = ctrlKey || metaKey;
  if (altKey) return null;
  if (isControl) return controlled(key.toLowerCase(), shiftKey);
  const moves = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-15, 0], PageDown: [15, 0],
  };
  if (moves[key]) return { name: shiftKey ? 'extend' : 'move', by: moves[key] };
  switch (key) {
    case 'Enter': return { name: 'move', by: [shiftKey ? -1 : 1, 0], grows: !shiftKey };
    case 'Tab': return { name: 'next', by: shiftKey ? -1 : 1 };
    case 'Home': return { name: 'edge', to: 'left', isRange: shiftKey };
    case 'End': return { name: 'edge', to: 'right', isRange: shiftKey };
    case 'F2': return { name: 'edit' };
    case 'Delete': case 'Backspace': return { name: 'clear' };
    case 'Escape': return { name: 'leave' };
    default: return [...key].length === 1 ? { name: 'type', text: key } : null;
  }
}

function controlled(key, isShift) {
  switch (key) {
    case 'z': return { name: isShift ? 'redo' : 'undo' };
    case 'y': return { name: 'redo' };
    case 'a': return { name: 'all' };
    case 's': return { name: 'save' };
    case 'home': return { name: 'edge', to: 'first', isRange: isShift };
    case 'end': return { name: 'edge', to: 'last', isRange: isShift };
    case 'enter': return { name: 'insert' };
    case 'delete': return { name: 'remove' };
    default: return null;
  }
}

// While a cell is being edited: everything else belongs to the text.
export function editing({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return key.toLowerCase() === 's' && !altKey ? { name: 'save' } : null;
  switch (key) {
    case 'Enter': return { name: 'commit', by: [shiftKey ? -1 : 1, 0] };
    case 'Tab': return { name: 'commit', tab: shiftKey ? -1 : 1 };
    case 'Escape': return { name: 'cancel' };
    default: return null;
  }
}

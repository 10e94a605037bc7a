// How a work's pin looks: a letter beside each colour, so that nobody needs the colour (Okabe–Ito palette).
const states = {
  planned: { letter: 'R', colour: '#0072b2', style: 'planned' },
  running: { letter: 'B', colour: '#e69f00', style: 'running' },
  done: { letter: 'S', colour: '#009e73', style: 'done' },
  cancelled: { letter: 'X', colour: '#666666', style: 'cancelled' },
};

/** A flag of warning or more comes before the state. */
export function pinOf({ state, severity = 0 }) {
  if (severity >= 2) return { letter: '!', colour: '#d55e00', style: 'flagged' };
  return states[state] ?? states.planned;
}

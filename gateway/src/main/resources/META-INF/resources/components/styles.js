import { css } from 'lit';

/** What the components share: type, buttons, fields, cards, badges, bars. */
export const shared = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]) { display: none; }
  h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; margin: 0; letter-spacing: -0.005em; text-wrap: balance; }
  h1 { font-size: clamp(1.8rem, 1.2rem + 2.4vw, 2.7rem); }
  h2 { font-size: 1.4rem; }
  h3 { font-size: 1.05rem; }
  p { margin: 0; text-wrap: pretty; }
  a { color: var(--accent); }
  .soft { color: var(--ink-soft); }
  .small { font-size: 0.875rem; }
  .number { font-variant-numeric: tabular-nums; }
  .mono { font-family: var(--mono); font-size: 0.85em; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }

  .card {
    background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
    padding: 1.25rem; box-shadow: var(--shadow); min-width: 0;
  }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.9rem; }
  .spread { justify-content: space-between; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; min-width: 0; }

  button, .button {
    font: inherit; font-weight: 600; cursor: pointer; min-height: 2.6rem; padding: 0.5rem 1.1rem;
    border-radius: 999px; border: 1px solid var(--line); background: var(--surface); color: var(--ink);
    display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; text-decoration: none;
    transition: background 0.15s, border-color 0.15s;
  }
  button:hover:not(:disabled), .button:hover { border-color: var(--accent); }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
  button.primary:hover:not(:disabled) { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
  button.quiet { background: transparent; border-color: transparent; color: var(--ink-soft); }
  button:disabled { opacity: 0.55; cursor: default; }
  .compact button, .compact .button { min-height: 2.2rem; padding: 0.2rem 0.9rem; font-size: 0.9rem; }
  .choice { gap: 0.4rem; }
  .choice button { min-height: 2.1rem; padding: 0.2rem 0.85rem; font-size: 0.88rem; font-weight: 500; }
  .choice button[aria-pressed='true'] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
  kbd {
    font: 600 0.75rem var(--mono); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px;
    padding: 0 0.35rem; background: var(--surface);
  }
  @media (hover: none) { .keys { display: none; } }
  :focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 65%, transparent); outline-offset: 2px; }

  label { display: grid; gap: 0.3rem; font-weight: 600; font-size: 0.9rem; }
  label .hint { font-weight: 400; color: var(--ink-soft); }
  input, textarea, select {
    font: inherit; font-weight: 400; color: var(--ink); background: var(--paper); width: 100%; min-width: 0;
    border: 1px solid color-mix(in srgb, var(--ink-soft) 45%, var(--line)); border-radius: 10px; padding: 0.55rem 0.75rem;
  }
  select { min-height: 2.67rem; }
  textarea { resize: vertical; min-height: 5rem; }
  input::placeholder, textarea::placeholder { color: var(--ink-soft); opacity: 0.85; }

  .badge {
    display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.12rem 0.6rem; border-radius: 999px;
    font-size: 0.8rem; font-weight: 600; background: var(--sunken); color: var(--ink-soft); white-space: nowrap;
  }
  .badge::before { content: ''; width: 0.45rem; height: 0.45rem; border-radius: 50%; background: currentcolor; }
  .badge.good { background: var(--good-soft); color: var(--good); }
  .badge.warn { background: var(--warn-soft); color: var(--warn); }
  .badge.bad { background: var(--bad-soft); color: var(--bad); }
  .badge.busy { background: var(--accent-soft); color: var(--accent); }
  .badge.busy::before { animation: breathe 1.6s ease-in-out infinite; }
  .badge.person { border: 1.5px solid currentcolor; }
  .badge.person::before { display: none; }
  .badge svg { width: 0.8rem; height: 0.8rem; margin-left: -0.15rem; }
  @keyframes breathe { 50% { opacity: 0.25; } }

  progress {
    appearance: none; display: block; width: 100%; height: 0.5rem; border: 0; border-radius: 999px;
    background: var(--sunken); overflow: hidden;
  }
  progress::-webkit-progress-bar { background: var(--sunken); }
  progress::-webkit-progress-value { background: var(--accent); border-radius: 999px; transition: inline-size 0.3s; }
  progress::-moz-progress-bar { background: var(--accent); border-radius: 999px; }

  .error {
    background: var(--bad-soft); color: var(--bad); border-radius: 10px; padding: 0.65rem 0.9rem;
    font-size: 0.93rem; overflow-wrap: anywhere;
  }
  .notice { background: var(--warn-soft); color: var(--warn); border-radius: 10px; padding: 0.55rem 0.9rem; font-size: 0.9rem; }
  .empty {
    border: 1.5px dashed color-mix(in srgb, var(--ink-soft) 40%, var(--line)); border-radius: var(--radius);
    padding: 1.6rem 1.25rem; text-align: center; color: var(--ink-soft);
  }
  .facts { display: flex; flex-wrap: wrap; gap: 0.4rem 1.6rem; margin: 0; }
  .facts div { display: grid; }
  .facts dt { font-size: 0.78rem; color: var(--ink-soft); }
  .facts dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
`;

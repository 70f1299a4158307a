import { html } from 'lit';

/** The sign that a person decided. */
export const person = html`<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><circle cx="12" cy="7.500" r="4.500"/><path d="M3.500 21.500c0-5 3.800-7.500 8.500-7.500s8.500 2.500 8.500 7.500z"/></svg>`;

import { LitElement, css, html } from 'lit';
import { shared } from './styles.js';
import './project/project-list.js';
import './project/project-page.js';

/** The shell: which page is shown, the theme, and whether the studio answers. */
class StudioApp extends LitElement {
  static properties = {
    project: { state: true }, section: { state: true }, item: { state: true }, connected: { state: true }, dark: { state: true },
  };

  static styles = [shared, css`
    header {
      position: sticky; top: 0; z-index: 5; border-bottom: 1px solid var(--line);
      background: color-mix(in srgb, var(--paper) 92%, transparent); backdrop-filter: blur(10px);
    }
    .bar { max-width: 76rem; margin: 0 auto; padding: 0.6rem 1.25rem; display: flex; align-items: center; gap: 0.9rem; }
    .brand {
      display: flex; align-items: center; gap: 0.6rem; text-decoration: none; color: var(--ink);
      font-family: var(--serif); font-size: 1.25rem; font-weight: 600; border-radius: 8px;
    }
    .brand img { width: 1.8rem; height: 1.8rem; }
    .brand span { color: var(--ink-soft); font-size: 0.95rem; font-weight: 400; }
    .bar .end { margin-left: auto; display: flex; align-items: center; gap: 0.5rem; }
    .theme { min-height: 2.4rem; width: 2.4rem; padding: 0; }
    .theme svg { width: 1.15rem; height: 1.15rem; }
    main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
    .gone { background: var(--warn-soft); color: var(--warn); text-align: center; padding: 0.5rem 1rem; font-size: 0.92rem; }
    .skip { position: absolute; left: -999px; }
    .skip:focus { left: 1rem; top: 0.5rem; z-index: 9; background: var(--surface); padding: 0.5rem 1rem; }
  `];

  constructor() {
    super();
    this.connected = true;
    this.project = '';
    this.dark = matchMedia('(prefers-color-scheme: dark)').matches;
    this.route = () => this.goWhereTheAddressSays();
  }

  connectedCallback() {
    super.connectedCallback();
    const chosen = document.documentElement.dataset.theme;
    this.dark = chosen ? chosen === 'dark' : this.dark;
    addEventListener('hashchange', this.route);
    this.goWhereTheAddressSays();
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this.route);
    super.disconnectedCallback();
  }

  goWhereTheAddressSays() {
    const match = /^#\/projects\/([a-z0-9-]+)(?:\/([a-z]+))?(?:\/([a-z0-9-]+))?$/.exec(location.hash);
    const project = match?.[1] ?? '';
    if (project !== this.project) {
      this.connected = true;
    }
    this.project = project;
    this.section = match?.[2] ?? 'films';
    this.item = match?.[3] ?? '';
  }

  toggleTheme() {
    this.dark = !this.dark;
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
    dispatchEvent(new Event('themechange'));
    try {
      localStorage.setItem('genga.theme', document.documentElement.dataset.theme);
    } catch {
      // Storage may be forbidden; then the choice lasts until the page is left.
    }
  }

  render() {
    return html`
      <a class="skip" href="#main" @click=${this.skip}>Skip to content</a>
      <header>
        <div class="bar">
          <a class="brand" href="#/" aria-label="Genga, all projects">
            <img src="/icon.svg" alt="">Genga <span lang="ja" aria-hidden="true">原画</span>
          </a>
          <div class="end">
            ${this.project ? html`<span class="badge ${this.connected ? 'good' : 'warn'}" role="status">
              ${this.connected ? 'Live' : 'Reconnecting'}</span>` : ''}
            <button class="theme quiet" @click=${this.toggleTheme} aria-label=${this.dark ? 'Use light colours' : 'Use dark colours'}>
              ${this.dark ? sun : moon}
            </button>
          </div>
        </div>
        ${this.connected ? '' : html`<div class="gone" role="alert">
          The studio does not answer at the moment. What you see may be old; this page reconnects by itself.</div>`}
      </header>
      <main id="main" tabindex="-1" @connected=${(event) => { this.connected = event.detail; }}>
        ${this.project
          ? html`<project-page .project=${this.project} .section=${this.section} .item=${this.item}></project-page>`
          : html`<project-list></project-list>`}
      </main>`;
  }

  skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }
}

const sun = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/></svg>`;
const moon = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/></svg>`;

customElements.define('studio-app', StudioApp);

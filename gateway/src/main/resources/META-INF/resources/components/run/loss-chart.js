import { Chart, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** The loss over the steps: each step thin, the mean of an epoch bold, saved adapters as dots on it. */
class LossChart extends LitElement {
  static properties = { losses: {}, checkpoints: {} };

  static styles = [shared, css`
    .frame { position: relative; height: 15rem; }
    .key { font-size: 0.83rem; color: var(--ink-soft); display: flex; gap: 1.2rem; }
    .key span { display: inline-flex; align-items: center; gap: 0.4rem; }
    .key svg { width: 1.5rem; height: 0.7rem; }
  `];

  constructor() {
    super();
    this.recolour = () => { this.chart?.destroy(); this.chart = null; this.draw(); };
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('themechange', this.recolour);
    this.scheme.addEventListener('change', this.recolour);
  }

  disconnectedCallback() {
    removeEventListener('themechange', this.recolour);
    this.scheme.removeEventListener('change', this.recolour);
    this.chart?.destroy();
    this.chart = null;
    super.disconnectedCallback();
  }

  render() {
    const last = this.losses.at(-1);
    return html`<div class="frame"><canvas role="img"
        aria-label="Loss over ${this.losses.length} steps; mean now ${Number(last.meanLoss).toPrecision(3)}"></canvas></div>
      <div class="key" aria-hidden="true">
        <span><svg viewBox="0 0 24 10"><path d="M0 5h24" stroke="var(--accent)" stroke-width="3"/></svg>mean of an epoch</span>
        <span><svg viewBox="0 0 24 10"><path d="M0 5h24" stroke="var(--ink-soft)" stroke-opacity="0.6"/></svg>each step</span>
        ${this.checkpoints.length > 0 ? html`<span><svg viewBox="0 0 24 10"><circle cx="12" cy="5" r="4" fill="var(--good)"/></svg>saved</span>` : ''}
      </div>`;
  }

  updated() {
    this.draw();
  }

  draw() {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) {
      return;
    }
    this.chart ??= this.make(canvas);
    const saved = new Set(this.checkpoints.map((checkpoint) => checkpoint.step));
    const [mean, each, dots] = this.chart.data.datasets;
    mean.data = this.losses.map((loss) => ({ x: loss.step, y: Number(loss.meanLoss) }));
    each.data = this.losses.map((loss) => ({ x: loss.step, y: Number(loss.loss) }));
    dots.data = mean.data.filter((point) => saved.has(point.x));
    this.chart.update('none');
  }

  make(canvas) {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = (title) => ({
      type: 'linear',
      title: { display: true, text: title, color: colour('--ink-soft') },
      ticks: { color: colour('--ink-soft'), maxTicksLimit: 7 },
      grid: { color: colour('--line') },
      border: { display: false },
    });
    return new Chart(canvas, {
      type: 'line',
      data: {
        datasets: [
          { label: 'mean', data: [], borderColor: colour('--accent'), borderWidth: 2.5, pointRadius: 0, tension: 0.25 },
          { label: 'step', data: [], borderColor: `${colour('--ink-soft')}88`, borderWidth: 1, pointRadius: 0 },
          {
            label: 'saved', data: [], showLine: false, pointRadius: 5, pointBackgroundColor: colour('--good'),
            pointBorderColor: colour('--surface'), pointBorderWidth: 2, order: -1,
          },
        ],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        interaction: { mode: 'index', intersect: false },
        scales: { x: { ...axis('step'), min: 1 }, y: { ...axis('loss'), grace: '5%' } },
      },
    });
  }
}

customElements.define('loss-chart', LossChart);

import { css, html } from 'lit';
import * as api from '../../api.js';
import { SettingsForm } from '../settings/settings-form.js';
import { slug } from '../words.js';

const OPTIMIZERS = {
  adamw8bit: 'AdamW, 8 bits', adafactor: 'Adafactor', 'adafactor-relative': 'Adafactor, finds its own rate',
  prodigy: 'Prodigy, finds its own rate', lion: 'Lion', 'schedule-free-adamw': 'Schedule-free AdamW',
};

const CURVES = {
  linear: 'Linear, down to 0', cosine: 'Cosine', 'cosine-with-restarts': 'Cosine with restarts', polynomial: 'Polynomial',
  'inverse-sqrt': 'Inverse square root', 'warmup-stable-decay': 'Flat, then down at the end', rex: 'REX',
};

const NOISE = {
  uniform: 'Uniform', sigmoid: 'Sigmoid', 'flux-shift': 'Shift by size, FLUX', 'flux2-shift': 'Shift by size, FLUX.2',
  'qwen-shift': 'Shift by size, Qwen', 'krea2-shift': 'Shift by size, Krea 2', 'qinglong-flux': 'Qinglong, FLUX',
  'qinglong-qwen': 'Qinglong, Qwen', 'logit-normal': 'Logit-normal', logsnr: 'Log SNR', levels: 'One of 1000 levels',
};

const WEIGHTINGS = { 'sigma-sqrt': 'Low noise counts more', cosmap: 'Middle noise counts more' };

const ENDING = ['cosine', 'polynomial', 'warmup-stable-decay', 'rex'];
const FINDING = ['prodigy', 'adafactor-relative'];
const SHARE = { min: 0, max: 1, usual: 0 };

/** Where a person says how an adapter is trained on an encoded dataset. */
class RunForm extends SettingsForm {
  static properties = { dataset: {}, name: {}, runs: {} };

  static styles = [SettingsForm.styles, css`
    .basics { grid-template-columns: 2fr 1fr 1fr 1fr; }
    @media (max-width: 700px) { .basics { grid-template-columns: 1fr 1fr; } }
  `];

  send(order) {
    return api.train(this.dataset.dataset, order);
  }

  /** Runs on the same base model with an adapter to begin with. */
  get starts() {
    return this.runs.filter((run) => run.recipe.baseModel === this.dataset.baseModel && (run.adapter || run.checkpoints.length > 0));
  }

  /** What the studio takes where nothing is said. */
  usual() {
    const start = this.starts.find((run) => run.run === this.chosen['startAdapter.run'])?.recipe;
    const { rank, rate, steps } = this.dataset.baseModel === 'wan-nano'
      ? { rank: 8, rate: 0.002, steps: 200 } : { rank: 32, rate: 0.00005, steps: 28000 };
    return {
      rank: start?.rank ?? rank, alpha: start?.alpha ?? 'as rank', steps,
      rate: FINDING.includes(this.chosen['optimizer.name']) ? 1 : rate,
    };
  }

  render() {
    const { rank, rate, steps } = this.usual();
    return this.form('Start training',
      html`<h3>Train an adapter</h3>
      <div class="fields basics">
        ${this.line('name', 'Name', '', {
          as: 'text', value: slug(this.name), required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,79}',
          title: '1 to 80 letters, digits, dots, hyphens or underscores',
        })}
        ${this.number('steps', 'Steps', '', { usual: steps, min: 1, step: 1 })}
        ${this.number('learningRate', 'Learning rate', '', { usual: rate, min: 0, max: 1 })}
        ${this.number('rank', 'Rank', '', { usual: rank, min: 1, max: 1024, step: 1 })}
      </div>`,
      this.more(this.adapter(), this.optimizer(), this.course(), this.noise(), this.regularising(), this.keeping()));
  }

  adapter() {
    const starts = Object.fromEntries([...this.starts].reverse().map((run) =>
      [run.run, `${run.recipe.name}${run.adapter ? '' : ', latest checkpoint'}`]));
    return this.group('Adapter', [
      this.choice('startAdapter.run', 'Begin with', 'Goes on from another run’s adapter, at its rank and alpha.', 'A fresh adapter', starts),
      this.number('alpha', 'Alpha', 'The adapter acts by alpha over rank.', { usual: this.usual().alpha, min: 0, max: 4096 }),
      this.number('seed', 'Seed', 'The same seed gives the same adapter.', { usual: 42, step: 1 }),
    ]);
  }

  optimizer() {
    const adamw = ['', undefined, 'adamw8bit'].includes(this.chosen['optimizer.name']);
    return this.group('Each update', [
      this.choice('optimizer.name', 'Optimizer', 'What moves the adapter.', 'AdamW, the usual', OPTIMIZERS),
      this.number('optimizer.weightDecay', 'Weight decay', 'Pulls the adapter towards nothing.', { usual: adamw ? 0.01 : 0, min: 0 }),
      this.number('itemsPerStep', 'Items a step', 'More make steadier, slower steps.', { usual: 1, min: 1, max: 1024, step: 1 }),
      this.number('maxGradientNorm', 'Gradient norm', 'Longer ones are shortened; 0 for never.', { usual: 1, min: 0 }),
    ]);
  }

  course() {
    const curve = this.chosen['learningRateCourse.curve'];
    return this.group('Learning rate over the run', [
      this.choice('learningRateCourse.curve', 'Curve', 'How the rate falls after the warm-up.', 'Constant', CURVES),
      this.number('learningRateCourse.warmup', 'Warm-up', 'Until the full rate is reached.', { usual: 0, unit: 'steps', min: 0, step: 1 }),
      ENDING.includes(curve) ? this.number('learningRateCourse.floor', 'Rate at the end', 'Share of the full rate.',
        { ...SHARE, usual: curve === 'rex' ? 0.01 : 0 }) : '',
      curve === 'cosine-with-restarts' ? this.number('learningRateCourse.cycles', 'Cycles', 'From full to nothing.', { usual: 1, min: 1, step: 1 }) : '',
      curve === 'polynomial' ? this.number('learningRateCourse.power', 'Power', '1 is a straight line.', { usual: 1, min: 0 }) : '',
      curve === 'warmup-stable-decay' ? this.number('learningRateCourse.decay', 'Way down', 'At the end of the run.',
        { usual: 'a tenth', unit: 'steps', min: 0, step: 1 }) : '',
    ]);
  }

  noise() {
    const mode = this.chosen['noiseLevels.mode'] || 'shift';
    const normal = mode === 'logit-normal' || mode === 'logsnr';
    return this.group('Noise it learns from', [
      this.choice('noiseLevels.mode', 'Noise levels', 'High noise teaches form, low noise detail.', 'Shift, the usual', NOISE),
      mode === 'shift' ? this.number('shift', 'Shift', 'Higher dwells on high noise.', { usual: 3, min: 0 }) : '',
      normal ? this.number('noiseLevels.mean', 'Mean', 'Of the normal draw.', { usual: 0 }) : '',
      normal ? this.number('noiseLevels.deviation', 'Deviation', 'Of the normal draw.', { usual: 1, min: 0 }) : '',
      this.number('noiseLevels.least', 'Least', '0 is no noise.', { min: 0, max: 1, usual: 0 }),
      this.number('noiseLevels.most', 'Most', '1 is nothing but noise.', { min: 0, max: 1, usual: 1 }),
    ]);
  }

  regularising() {
    return this.group('Against learning by heart', [
      this.choice('regularising.lossWeighting', 'Loss weighting', 'How errors count by noise.', 'All alike', WEIGHTINGS),
      this.number('regularising.networkDropout', 'Dropout', 'Share of the adapter’s inner values.', SHARE),
      this.number('regularising.rankDropout', 'Rank dropout', 'Share of its inner rows.', SHARE),
      this.number('regularising.moduleDropout', 'Module dropout', 'Share of its linears.', SHARE),
      this.number('regularising.maxWeightNorm', 'Weight norm', 'Larger ones are scaled down; 0 for never.', { usual: 0, min: 0 }),
      this.number('heldOut', 'Held out', 'Share of clips kept aside to measure the loss on.', { ...SHARE, max: 0.5 }),
    ]);
  }

  keeping() {
    return this.group('On the way', [
      this.number('checkpointEvery', 'Save every', 'The last step always saves.', { usual: 'half the run', unit: 'steps', min: 1, step: 1 }),
      this.text('previews', 'Previews', 'Prompts rendered at each save, one a line.', { as: 'lines', usual: 'A quiet street at dusk' }),
    ]);
  }
}

customElements.define('run-form', RunForm);

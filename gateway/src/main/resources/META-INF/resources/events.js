// The one event stream. The browser's EventSource comes back by itself after most breaks, but gives up after an HTTP
// error (a gateway that is starting, say), so it is opened anew then, with growing patience.

const FACTS = [
  'ProjectDefined', 'ScreeningDefined', 'FilmUploaded', 'FilmProgressed', 'FilmEnded', 'ShotsDefined', 'StillRequested',
  'ClipCut', 'ClipWithdrawn', 'ClipScreened', 'ClipRuled', 'CaptionRequested', 'ClipCaptioned', 'DatasetFrozen', 'CacheRequested', 'LatentCached', 'TextCached', 'CacheEnded', 'TrainingRequested',
  'TrainingProgressed', 'CheckpointSaved', 'PreviewRendered', 'TrainingEnded', 'RenderRequested', 'RenderProgressed',
  'RenderEnded', 'WorkCommanded',
];
const FIRST_PATIENCE = 1000;
const LONGEST_PATIENCE = 15000;

/**
 * Follows a project's facts until `close()`.
 *
 * `onConnected(true)` follows every hello: what is read from the API after it misses nothing. `onFact(type, fact)` is
 * called for each fact since. Nothing is replayed, so a reader reads again after every hello.
 */
export function follow(project, { onFact, onConnected }) {
  let source;
  let timer;
  let patience = FIRST_PATIENCE;
  let closed = false;

  const open = () => {
    source = new EventSource(`/v1/events?project=${encodeURIComponent(project)}`);
    source.addEventListener('hello', () => {
      patience = FIRST_PATIENCE;
      onConnected(true);
    });
    for (const type of FACTS) {
      source.addEventListener(type, (event) => onFact(type, JSON.parse(event.data)));
    }
    source.onerror = () => {
      if (closed) return;
      onConnected(false);
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, patience);
        patience = Math.min(patience * 2, LONGEST_PATIENCE);
      }
    };
  };
  open();

  return {
    close() {
      closed = true;
      clearTimeout(timer);
      source.close();
    },
  };
}

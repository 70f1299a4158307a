package genga.wan.dataset;

import java.util.ArrayList;
import java.util.List;

/// How windows are chosen from a clip of `frames` frames for one target length (musubi-tuner
/// `dataset/image_video_dataset.py`). A clip shorter than the target yields none; windows may coincide.
public sealed interface FrameExtraction {
    /// The windows of that length, in order of their choosing.
    List<Window> windows(int frames, FrameCount target);

    /// How many windows of that length one clip is meant to give; 1 where that depends on the clip.
    default int intended() {
        return 1;
    }

    /// The name in a dataset file.
    String label();

    /// The first frames.
    record Head() implements FrameExtraction {
        @Override
        public List<Window> windows(int frames, FrameCount target) {
            return frames < target.value() ? List.of() : List.of(new Window(0, target));
        }

        @Override
        public String label() {
            return "head";
        }
    }

    /// Window after window; the rest at the end is dropped.
    record Chunk() implements FrameExtraction {
        @Override
        public List<Window> windows(int frames, FrameCount target) {
            return stepping(frames, target, target.value());
        }

        @Override
        public String label() {
            return "chunk";
        }
    }

    /// A window every `stride` frames.
    record Slide(int stride) implements FrameExtraction {
        public Slide {
            if (stride < 1) {
                throw new IllegalArgumentException("frame_stride must be 1 or more, got %d".formatted(stride));
            }
        }

        @Override
        public List<Window> windows(int frames, FrameCount target) {
            return stepping(frames, target, stride);
        }

        @Override
        public String label() {
            return "slide";
        }
    }

    /// `samples` windows spread from the first frame to the last: start i is
    /// `floor(i · (frames - target) / (S - 1))`.
    record Uniform(int samples) implements FrameExtraction {
        public Uniform {
            if (samples < 2) {
                throw new IllegalArgumentException(
                        "uniform extraction needs a frame_sample of 2 or more, got %d; use head".formatted(samples));
            }
        }

        @Override
        public List<Window> windows(int frames, FrameCount target) {
            List<Window> windows = new ArrayList<>();
            int room = frames - target.value();
            if (room < 0) {
                return windows;
            }
            double step = room / (double) (samples - 1);
            for (int i = 0; i < samples - 1; i++) {
                windows.add(new Window((int) (i * step), target));
            }
            windows.add(new Window(room, target));
            return windows;
        }

        @Override
        public int intended() {
            return samples;
        }

        @Override
        public String label() {
            return "uniform";
        }
    }

    /// The whole clip, cut to `maxFrames` and to 4n+1; the target lengths do not matter.
    record Full(int maxFrames) implements FrameExtraction {
        public Full {
            if (maxFrames < 1) {
                throw new IllegalArgumentException("max_frames must be 1 or more, got %d".formatted(maxFrames));
            }
        }

        @Override
        public List<Window> windows(int frames, FrameCount target) {
            return frames < 1 ? List.of() : List.of(new Window(0, FrameCount.atMost(Math.min(frames, maxFrames))));
        }

        @Override
        public String label() {
            return "full";
        }
    }

    private static List<Window> stepping(int frames, FrameCount target, int step) {
        List<Window> windows = new ArrayList<>();
        for (int start = 0; start + target.value() <= frames; start += step) {
            windows.add(new Window(start, target));
        }
        return windows;
    }
}

package genga.curation.shot;

/// An unbroken run of film frames `[from, to)`, counted in decoded frames from 0, guard frames already taken off.
public record Shot(int from, int to) {
    public Shot {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "a shot starts at 0 or later and has 1 frame or more, got [%d, %d)".formatted(from, to));
        }
    }

    public int frames() {
        return to - from;
    }
}

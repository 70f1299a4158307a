package genga.standalone.demo;

import genga.standalone.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;

/// One stage on the terminal: a moving bar with the time left while it runs, one line when it is over. Where lines
/// cannot
/// move, a plain line every ten seconds.
final class StageLine {

    private static final int BAR = 22;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final String name;
    private final Instant begin = Instant.now();
    private Instant lastPlain = begin;
    private String shown = "";

    StageLine(Terminal terminal, String name) {
        this.terminal = terminal;
        this.name = name;
        show("", 0, 0);
    }

    /// @param total 0 while it is not known
    void show(String what, long done, long total) {
        double share = total == 0 ? 0 : Math.min(1, done / (double) total);
        String bar = "#".repeat((int) (share * BAR)) + ".".repeat(BAR - (int) (share * BAR));
        String counts = total == 0 ? "" : " %d/%d".formatted(done, total);
        String text = "%-9s [%s] %3.0f %%%s  %s%s".formatted(name, bar, share * 100, left(share), what, counts);
        terminal.moving(text);
        if (!terminal.isLive()
                && !text.equals(shown)
                && Duration.between(lastPlain, Instant.now()).compareTo(PLAIN_EVERY) > 0) {
            terminal.line(text);
            lastPlain = Instant.now();
            shown = text;
        }
    }

    /// Ends the stage; returns its seconds.
    double over(String outcome) {
        double seconds = seconds();
        terminal.still();
        terminal.line("%-9s %6.1f s  %s".formatted(name, seconds, outcome));
        return seconds;
    }

    private String left(double share) {
        double seconds = seconds();
        if (share < 0.05 || seconds < 1) {
            return "";
        }
        long rest = Math.round(seconds / share - seconds);
        return "  %d:%02d left".formatted(rest / 60, rest % 60);
    }

    private double seconds() {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}

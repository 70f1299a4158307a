package genga.standalone.terminal;

import java.io.PrintStream;
import java.util.Map;

/// Writes lines for a person. On a terminal it may colour them and keep one moving line at the bottom; anywhere else it
/// writes plain lines and no control codes.
public final class Terminal {

    private static final int NARROW = 80;
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String RESET = "\u001b[0m";
    private static final int[] COLOURS = {36, 33, 35, 32, 34, 31, 96, 93};

    private final PrintStream out;
    private final boolean live;
    private final int columns;
    private String moving = "";

    public Terminal(PrintStream out, boolean live, int columns) {
        this.out = out;
        this.live = live;
        this.columns = columns;
    }

    /// The terminal of this process; `NO_COLOR` and `TERM=dumb` make it plain.
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        boolean plain = environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"));
        String columns = environment.getOrDefault("COLUMNS", "");
        boolean known = columns.matches("[1-9][0-9]{1,3}");
        return new Terminal(System.out, terminal && !plain, known ? Integer.parseInt(columns) : NARROW);
    }

    public boolean isLive() {
        return live;
    }

    public int columns() {
        return columns;
    }

    public synchronized void line(String text) {
        if (!moving.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        out.println(text);
        out.print(moving);
        out.flush();
    }

    /// A line of one of several speakers; each has a colour of its own.
    public void lineOf(String speaker, int number, String text) {
        String prefix = "%-15s ".formatted(speaker);
        line(
                live
                        ? "\u001b[" + COLOURS[Math.floorMod(number, COLOURS.length)] + "m" + prefix + RESET + text
                        : prefix + text);
    }

    /// Replaces the moving line; does nothing where lines cannot move.
    public synchronized void moving(String text) {
        if (live) {
            moving = text.length() < columns ? text : text.substring(0, columns - 1);
            out.print(CLEAR_LINE + moving);
            out.flush();
        }
    }

    /// Removes the moving line.
    public synchronized void still() {
        if (!moving.isEmpty()) {
            out.print(CLEAR_LINE);
            out.flush();
            moving = "";
        }
    }
}

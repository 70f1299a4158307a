package genga.standalone.studio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what a studio said.
final class Transcript implements StudioListener {

    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
    }

    @Override
    public void line(String process, int number, String line) {
        lines.add(process + ": " + line);
    }
}

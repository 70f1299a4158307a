package genga.standalone.studio;

/// Told of what happens in a studio, from any thread.
public interface StudioListener {

    /// Something a person should read.
    void notice(String sentence);

    /// A process wrote a line.
    ///
    /// @param number position of the process among all, for a colour
    void line(String process, int number, String line);
}

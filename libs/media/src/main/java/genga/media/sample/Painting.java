package genga.media.sample;

import java.awt.Graphics2D;

/// One painted shot.
@FunctionalInterface
interface Painting {
    /// Paints the whole canvas as it looks `seconds` after the shot's start.
    void paint(Graphics2D brush, double seconds);
}

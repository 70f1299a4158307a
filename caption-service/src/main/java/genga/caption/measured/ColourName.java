package genga.caption.measured;

import java.util.Locale;

/// Colours a person would name, each with a typical sRGB value.
enum ColourName {
    BLACK(0x0C0C0E),
    CHARCOAL(0x36373B),
    GREY(0x808284),
    PALE_GREY(0xC3C5C8),
    WHITE(0xF5F5F3),
    CREAM(0xF2E6C9),
    BEIGE(0xD8C3A0),
    TAN(0xB8935F),
    BROWN(0x75502F),
    DARK_BROWN(0x3F2A1B),
    RUST(0xA4502C),
    ORANGE(0xE88A35),
    PEACH(0xF3C39B),
    GOLD(0xD8A93A),
    YELLOW(0xF0DC55),
    OLIVE(0x77773A),
    YELLOW_GREEN(0xA9C65A),
    GREEN(0x4C9048),
    DARK_GREEN(0x25492C),
    PALE_GREEN(0xBFDCB4),
    SAGE_GREEN(0x8FA986),
    TEAL(0x2C7B80),
    TURQUOISE(0x57BDB9),
    PALE_BLUE(0xB7D5E8),
    SKY_BLUE(0x78B4E0),
    BLUE(0x3A6DB8),
    SLATE_BLUE(0x5C728F),
    DARK_BLUE(0x25396B),
    MIDNIGHT_BLUE(0x141D38),
    LAVENDER(0xB9B0DC),
    VIOLET(0x7A55A8),
    PLUM(0x55344F),
    MAUVE(0x9A7289),
    PINK(0xE7A1B0),
    ROSE(0xC4626F),
    RED(0xC53730),
    DARK_RED(0x6E1F21);

    private final Lab lab;

    ColourName(int rgb) {
        this.lab = Lab.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    static ColourName nearest(Lab colour) {
        ColourName best = BLACK;
        for (ColourName name : values()) {
            if (name.lab.apart(colour) < best.lab.apart(colour)) {
                best = name;
            }
        }
        return best;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

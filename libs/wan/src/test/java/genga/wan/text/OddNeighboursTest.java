package genga.wan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddNeighboursTest {
    /// One text for each line of the list, in its order, that no other line finds.
    @ParameterizedTest
    @ValueSource(
            strings = {
                " \u0080", "¡¤", "¤¡", "AΆ˛", "¢À", "¢ß", "®¢", " À£", "À§", "À„≥", "Ø»“", "¢¡", "aÀ£", "│°", "¡│",
                        "│®",
                "À®Ō", "À°", "Œ ", "Â¡", "×²", "Ø·Ù·", "à²", "z Ã ", "Â ", "!Â ", "√¥", "≈¢", "‚Äì", "‚âà", "вЂ", "В°Г",
                "ГўВЂВ z", "β€™", "Β°Γ"
            })
    void eachLineOfTheListIsFound(String text) {
        assertThat(OddNeighbours.in(text)).isTrue();
    }

    /// The same with one neighbour that makes it ordinary.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "¡a",
                "AΆa",
                "¢a",
                "a¢",
                "ÀL",
                "aÀ",
                "│a",
                "œu",
                "Î a",
                "× 2",
                "Ø·a",
                "à la",
                "z Å ",
                "9 Â ",
                "!A ",
                "√2",
                "В3Г",
                "ГўВЂВ.",
                "Β-Γ",
                "été",
                "Ёжик № 5",
                "Καλημέρα",
                "宮崎駿",
                "«à»"
            })
    void ordinaryNeighboursAreNot(String text) {
        assertThat(OddNeighbours.in(text)).isFalse();
    }
}

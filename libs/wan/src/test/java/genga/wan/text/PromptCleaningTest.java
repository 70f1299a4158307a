package genga.wan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the reference's cleaning (ftfy 6.3.1, `html.unescape` twice, white space) makes of the same prompts.
class PromptCleaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ð\u0094ÐµÐ²Ð¾Ñ\u0087ÐºÐ° Ð±ÐµÐ¶Ð¸Ñ\u0082|Девочка бежит",
                "Ð”ÐµÐ²Ð¾Ñ‡ÐºÐ° Ð±ÐµÐ¶Ð¸Ñ‚|Девочка бежит",
                "Р”РµРІРѕС‡РєР° Р±РµР¶РёС‚|Девочка бежит",
                "pĹ™Ă\u00adliĹˇ ĹľluĹĄouÄŤkĂ˝|příliš žluťoučký",
                "Ξ\u009aΞ±Ξ»Ξ·ΞΌΞ\u00adΟ\u0081Ξ±|Καλημέρα",
                "ğŸŒŠ Ã©tÃ©|🌊 été",
                "Å‚Ć³dÅŗ Å¼Ć³Å‚Ä‡|łódź żółć",
                "Ĺ\u0082ĂłdĹş ĹźĂłĹ\u0082Ä\u0087|łódź żółć",
                "l√†-haut d√©j√†|là-haut déjà",
                "l├á-haut d├⌐j├á|là-haut déjà",
                "å®®å´Žé§¿|宮崎駿",
                "lâ€™Ã©tÃ© â€“ Â« NoÃ«l Â»|l'été – « Noël »"
            })
    void utfEightReadWithAnyOfTheseCharsetsIsReadAgain(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dÃƒÂ©jÃƒÂ  vu|déjà vu",
                "ÃƒÆ’Ã‚Â©tÃƒÆ’Ã‚Â©|été",
                "Р\u00a0Р†Р\u00a0ВµРЎвЂљР\u00a0ВµРЎР‚|ветер",
                "&ATILDE;&copy;t&Atilde;&copy;|été"
            })
    void whatWasReadWrongSeveralTimesIsReadAgainAsOften(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "voilÃ  le travail|voilà le travail",
                "Ã la mode|à la mode",
                "vou Ã s quatro|vou às quatro",
                "Ã quele vento|àquele vento",
                "voilÃ quelquâ€™un|voilà quelqu'un"
            })
    void aSpaceThatWasANoBreakSpaceIsTakenBack(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tête-Ã\u00a0-tête|tête-à-tête",
                "vÃ©ritÃ© tête|vérité tête",
                "lâ€™humanitÃ© 你|l'humanité 你",
                "1Â½ cup, ½ cup|1½ cup, ½ cup",
                "Ã©tÃ© — 5 µm × 3 ± 2°|été — 5 µm × 3 ± 2°"
            })
    void partsThatWereReadWrongAreReadAgainAmongOthersThatWereNot(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "â€œlike thisâ€\ufffd|\"like this\ufffd",
                "naÃ¯ve âœ\ufffd|naïve \ufffd",
                "Ã? la cÃ´te|\ufffd la côte"
            })
    void whatLostBytesKeepsAMarkInTheirPlace(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"í\u00a0¼í¼Š sea Ã©|🌊 sea é", "null À\u0080 byte cafÃ©|null byte café"})
    void variantsOfUtfEightAreUnderstood(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"1\u0093quoted\u0094|1\"quoted\"", "caf\u0085 漢|caf… 漢"})
    void controlCharactersMeanWhatWindowsHasInTheirPlace(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Å is å, À © is not|Å is å, À © is not",
                "œuvre, bœuf, Œdème|œuvre, bœuf, Œdème",
                "¿qué? ¡sí! — «à» Ã? la|¿qué? ¡sí! — «à» Ã? la",
                "(╯°□°)╯︵ ┻━┻ ┌(┘ö)┐|(╯°□°)╯︵ ┻━┻ ┌(┘ö)┐",
                "5 µm × 3 ± 2°, ½ £5 §1|5 µm × 3 ± 2°, ½ £5 §1"
            })
    void textThatOnlyLooksOddIsLeftAlone(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "&amp;lt;twice&amp;gt;|<twice>",
                "Tom &amp; Jerry&nbsp;run|Tom & Jerry run",
                "&amp;amp;amp;eacute;|é",
                "P&EACUTE;REZ, STRA&SZLIG;E &nTILDE;|PÉREZ, STRASSE &nTILDE;",
                "&semi; &notit; &#59;|; ¬it; ;",
                "<b>&amp;amp;amp;</b> &amp;lt;|<b>&amp;</b> <"
            })
    void htmlReferencesAreResolvedAsOftenAsTheyWereMade(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "“CAFÉ” ‘x’|\"CAFÉ\" 'x'",
                "\u0149 \ufb05 \ufb01ne \u01c4 \u0133|'n ſt fine DŽ ij",
                "ＬＯＵＤ\u3000ｶﾞ ￦|LOUD ガ ₩",
                "宮崎，１|宮崎,1",
                "e\u0301te\u0301|été"
            })
    void typographyBecomesPlain(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "the \u001b[36;44mblue\u001b[0m\ufeff sky|the blue sky",
                "so\u0000ft\u206a\ufffc|soft",
                "a\u2028b\u00a0\u0009 c|a b c",
                "half \ud83d pair|half \ufffd pair"
            })
    void whatCannotBeSeenVanishes(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @Test
    void eachLineIsRepairedByItselfAndReferencesOnlyBeforeTheFirstTag() {
        String prompt = "Caf\u00c3\u00a9 &amp;amp;amp;amp;\r\ncaf\u00e9 <b>\n&amp;amp;amp;amp;";

        String cleaned = PromptCleaning.clean(prompt);

        assertThat(cleaned).isEqualTo("Café & café <b> &amp;amp;");
    }

    @Test
    void aLongPromptIsReadAgainToItsEnd() {
        String prompt = "\u00c3\u00a9".repeat(100_000) + " \u4f60";

        String cleaned = PromptCleaning.clean(prompt);

        assertThat(cleaned).isEqualTo("é".repeat(100_000) + " \u4f60");
    }
}

package genga.standalone.doctor;

/// What one check found.
///
/// @param subject  what was looked at
/// @param found    in words for a person
/// @param severity how much it matters
public record Finding(String subject, String found, Severity severity) {

    /// What a finding means for the studio.
    public enum Severity {
        FINE,
        /// works, with less
        NOTE,
        /// will not work
        MISSING
    }

    static Finding fine(String subject, String found) {
        return new Finding(subject, found, Severity.FINE);
    }

    static Finding note(String subject, String found) {
        return new Finding(subject, found, Severity.NOTE);
    }

    static Finding missing(String subject, String found) {
        return new Finding(subject, found, Severity.MISSING);
    }
}

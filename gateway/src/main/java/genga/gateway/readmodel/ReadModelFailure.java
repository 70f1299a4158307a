package genga.gateway.readmodel;

import java.sql.SQLException;

/// The read model's file could not be read or written.
public final class ReadModelFailure extends RuntimeException {
    ReadModelFailure(String act, SQLException cause) {
        super(
                "read model: %s failed: %s; if it stays so, stop the gateway, remove the file and start again: it is rebuilt"
                        .formatted(act, cause.getMessage()),
                cause);
    }
}

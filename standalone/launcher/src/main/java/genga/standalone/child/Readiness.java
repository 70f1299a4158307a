package genga.standalone.child;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// How a process shows that it can be used.
public sealed interface Readiness {

    /// It prints this line.
    record Line(String text) implements Readiness {}

    /// This address answers 200.
    record Address(URI uri) implements Readiness {

        private static final int MILLISECONDS = 2000;

        boolean answers() {
            try {
                HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection();
                request.setConnectTimeout(MILLISECONDS);
                request.setReadTimeout(MILLISECONDS);
                return request.getResponseCode() == HttpURLConnection.HTTP_OK;
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}

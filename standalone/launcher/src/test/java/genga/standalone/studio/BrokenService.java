package genga.standalone.studio;

/// A program that ends with status 3 before it is ready.
public final class BrokenService {

    private BrokenService() {}

    public static void main(String[] arguments) {
        System.out.println("the weights are missing");
        System.exit(3);
    }
}

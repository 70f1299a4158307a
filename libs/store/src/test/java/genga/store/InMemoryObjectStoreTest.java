package genga.store;

class InMemoryObjectStoreTest extends ObjectStoreContract {

    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected String prefix() {
        return "t";
    }
}

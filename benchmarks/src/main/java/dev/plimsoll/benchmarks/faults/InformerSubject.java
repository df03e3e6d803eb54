package dev.plimsoll.benchmarks.faults;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A plain fabric8 informer with the client that comes with it. It says little of itself, so it is
 * taken to have noticed a fault when its client next asks for anything, or learns that a request
 * has failed.
 */
final class InformerSubject implements Subject {

    private final KubernetesClient client;
    private final SharedIndexInformer<ConfigMap> informer;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<Long> signs = new CopyOnWriteArrayList<>();
    private final List<Long> requests = new CopyOnWriteArrayList<>();
    private volatile int ignored;

    InformerSubject(Stage stage, HttpClient.Factory http) {
        Config config = Config.fromKubeconfig(stage.kubeconfig().toFile());
        client =
                new KubernetesClientBuilder()
                        .withConfig(config)
                        .withHttpClientFactory(http)
                        .withHttpClientBuilderConsumer(
                                builder -> builder.addOrReplaceInterceptor("probe", new Probe()))
                        .build();
        informer = client.configMaps().inNamespace(stage.namespace()).inform(new Listener());
    }

    private final class Probe implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            long now = System.nanoTime();
            signs.add(now);
            requests.add(now);
        }

        @Override
        public CompletableFuture<Boolean> afterFailure(
                BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
            signs.add(System.nanoTime());
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public void afterConnectionFailure(HttpRequest request, Throwable failure) {
            signs.add(System.nanoTime());
        }
    }

    private final class Listener implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap map) {
            put(map);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            put(after);
        }

        @Override
        public void onDelete(ConfigMap map, boolean unknown) {
            told.remove(map.getMetadata().getName());
        }

        private void put(ConfigMap map) {
            told.put(map.getMetadata().getName(), map.getMetadata().getResourceVersion());
        }
    }

    @Override
    public boolean live() {
        return informer.hasSynced() && informer.isWatching();
    }

    @Override
    public Map<String, String> told() {
        return new TreeMap<>(told);
    }

    @Override
    public void attend() {
        ignored = requests.size();
    }

    /** The end of a stream shows as the next request. */
    @Override
    public OptionalLong reached(int ends) {
        int index = ignored + ends - 1;
        return requests.size() > index
                ? OptionalLong.of(requests.get(index))
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong noticed(long strike, int ends) {
        return signs.stream().mapToLong(Long::longValue).filter(sign -> sign > strike).findFirst();
    }

    @Override
    public void close() {
        informer.close();
        client.close();
    }
}

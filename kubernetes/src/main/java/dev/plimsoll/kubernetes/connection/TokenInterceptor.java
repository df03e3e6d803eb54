package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.kubernetes.kubeconfig.TokenSource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts the token on every request, and tries once more where a refused one has a successor. */
final class TokenInterceptor implements Interceptor {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final TokenSource tokens;

    TokenInterceptor(TokenSource tokens) {
        this.tokens = tokens;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        tokens.token().ifPresent(token -> builder.setHeader(AUTHORIZATION, BEARER + token));
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(
            BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        String sent = response.request().header(AUTHORIZATION);
        if (response.code() != 401 || sent == null || !sent.startsWith(BEARER)) {
            return CompletableFuture.completedFuture(false);
        }
        Optional<String> other = tokens.replacement(sent.substring(BEARER.length()));
        other.ifPresent(token -> builder.setHeader(AUTHORIZATION, BEARER + token));
        return CompletableFuture.completedFuture(other.isPresent());
    }
}

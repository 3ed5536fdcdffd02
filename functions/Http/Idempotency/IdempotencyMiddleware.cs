using System.Security.Cryptography;
using System.Text;
using Azure;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>
/// Carries a POST with an <c>Idempotency-Key</c> out once: the same user, address, key and body get the same answer, for
/// as long as the key is kept. An answer that refuses the request frees its key.
/// </summary>
internal sealed class IdempotencyMiddleware(IdempotencyStore store, IOptions<HttpOptions> options, TimeProvider time)
    : IFunctionsWorkerMiddleware
{
    private const string Replayed = "Idempotency-Replayed";
    private const int MaxRaces = 5;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && HttpMethods.IsPost(http.Request.Method) &&
        http.Features.Get<Caller>() is { } caller && IdempotencyKey.Read(http.Request.Headers) is { } key
            ? OnceAsync(context, next, http, Name(caller, http.Request, key))
            : next(context);

    private async Task OnceAsync(FunctionContext context, FunctionExecutionDelegate next, HttpContext http, string key)
    {
        var fingerprint = await RequestFingerprint.OfAsync(http.Request, options.Value.MaxBodyBytes, http.RequestAborted);
        var (entry, lease, isRepeat) = await ClaimAsync(key, fingerprint, http.RequestAborted);
        await using (lease)
        {
            if (entry.Answer is { } kept)
            {
                http.Response.Headers[Replayed] = "true";
                await kept.WriteAsync(http.Response, http.RequestAborted);
                return;
            }

            var reserved = new ReservedId(entry.ReservedId, isRepeat ? entry.FirstOn : null, entry.IsCompleted);
            http.Features.Set(reserved);
            if (lease is null)
            {
                await next(context);
                return;
            }

            try
            {
                await next(context);
            }
            catch (ProblemException problem) when (problem.Problem.Status < StatusCodes.Status500InternalServerError && !isRepeat)
            {
                await lease.ForgetAsync();
                throw;
            }
            catch
            {
                await lease.ReleaseAsync();
                throw;
            }

            await lease.CompleteAsync(
                reserved.KeepsNoAnswer ? null : KeptAnswer.Of(context.GetInvocationResult().Value, http.Response.Headers));
        }
    }

    /// <returns>A lease unless the request was carried out before; and whether its key came before.</returns>
    private async Task<(IdempotencyEntry Entry, IdempotencyLease? Lease, bool IsRepeat)> ClaimAsync(
        string key, string fingerprint, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var now = time.GetUtcNow();
            var found = await store.FindAsync(key, cancellationToken);
            var living = found is { Entry: var known } && known.ExpiresOn > now ? known : null;
            if (living is not null && living.Fingerprint != fingerprint)
            {
                throw new ProblemException(Problems.IdempotencyKeyReused(
                    "This Idempotency-Key came with another request before; a new request needs a key of its own."));
            }

            if (living is { IsCompleted: true })
            {
                return (living, null, true);
            }

            if (living?.LeasedUntil > now)
            {
                throw InProgress();
            }

            var entry = (living ?? Fresh(fingerprint, now)) with { LeasedUntil = now + IdempotencyLease.Length };
            var tag = found is { Tag: var before }
                ? await store.TryReplaceAsync(key, entry, before, cancellationToken)
                : await store.TryAddAsync(key, entry, cancellationToken);
            if (tag is { } own)
            {
                return (entry, new IdempotencyLease(store, time, key, entry, own), living is not null);
            }
        }

        throw InProgress();
    }

    private IdempotencyEntry Fresh(string fingerprint, DateTimeOffset now) => new()
    {
        Fingerprint = fingerprint,
        ReservedId = RunId.New(now),
        FirstOn = now,
        ExpiresOn = now.AddHours(options.Value.IdempotencyKeyHours),
    };

    private static ProblemException InProgress() => new(Problems.WrongState(
        "A request with this Idempotency-Key is being carried out: ask again for its answer."))
    {
        Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
    };

    /// <summary>Keys of different users and addresses have nothing to do with each other.</summary>
    private static string Name(Caller caller, HttpRequest request, string key) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.User}\n{request.Path.Value!.TrimEnd('/')}\n{key}")));
}

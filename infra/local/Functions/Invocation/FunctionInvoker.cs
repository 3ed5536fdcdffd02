using System.Collections.Concurrent;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>Runs a function inside the app's middleware, with a service scope of its own.</summary>
internal sealed class FunctionInvoker
{
    private readonly ConcurrentDictionary<FunctionDescriptor, FunctionMethod> _methods = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly ArgumentBinder _binder;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly HostOptionsFile _options;
    private readonly HostDrain _drain;
    private readonly BlobActivity _activity;
    private readonly TimeProvider _time;

    public FunctionInvoker(
        IServiceScopeFactory scopes,
        ArgumentBinder binder,
        Middlewares middlewares,
        HostOptionsFile options,
        HostDrain drain,
        BlobActivity activity,
        TimeProvider time)
    {
        (_scopes, _binder, _options, _drain, _activity, _time) = (scopes, binder, options, drain, activity, time);
        _pipeline = middlewares.Build(ExecuteAsync);
    }

    /// <summary>The result is in <paramref name="state"/>.</summary>
    /// <exception cref="FunctionTimeoutException">It ran longer than host.json's functionTimeout.</exception>
    public async Task InvokeAsync(FunctionDescriptor function, InvocationState state, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        using var timeout = _options.FunctionTimeout is { } limit ? new CancellationTokenSource(limit, _time) : null;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _drain.Token, timeout?.Token ?? CancellationToken.None);
        var context = new LocalFunctionContext(function, state, scope.ServiceProvider, linked.Token);
        context.Features.Set(state);
        if (state.Http is { } http)
        {
            context.Features.Set<HttpContext>(http);
        }

        try
        {
            var running = _pipeline(context);
            await (timeout is null ? running : running.WaitAsync(timeout.Token));
        }
        catch (OperationCanceledException) when (timeout is { IsCancellationRequested: true })
        {
            // Before it is disposed: the wait above may have heard of the timeout first.
            await linked.CancelAsync();
            throw new FunctionTimeoutException(
                $"Timeout value of {_options.FunctionTimeout} was exceeded by function: {function.Name}");
        }
        finally
        {
            if (state.Http is { Request.Method: not ("GET" or "HEAD") })
            {
                _activity.Note();
            }
        }
    }

    private async Task ExecuteAsync(FunctionContext context)
    {
        var local = (LocalFunctionContext)context;
        var method = _methods.GetOrAdd(local.Function, static function => new FunctionMethod(function));
        if (local.State.Trigger is OrchestratorRun run)
        {
            run.Execute(_ => CallAsync(method, local));
        }
        else
        {
            local.State.Result = await CallAsync(method, local);
        }
    }

    private async Task<object?> CallAsync(FunctionMethod method, LocalFunctionContext context)
    {
        var arguments = await _binder.BindAsync(context.Function, context, context.State);
        try
        {
            return await method.InvokeAsync(context.InstanceServices, arguments);
        }
        finally
        {
            foreach (var stream in arguments.OfType<Stream>())
            {
                await stream.DisposeAsync();
            }
        }
    }
}

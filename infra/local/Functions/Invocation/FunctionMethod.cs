using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>Calls a function's method on a new object of its class and awaits what it returns.</summary>
internal sealed class FunctionMethod
{
    private readonly ObjectFactory? _factory;
    private readonly MethodInvoker _invoker;
    private readonly Func<object?, Task<object?>> _await;

    public FunctionMethod(FunctionDescriptor function)
    {
        _factory = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Type, []);
        _invoker = MethodInvoker.Create(function.Method);
        _await = Awaiter(function.Method.ReturnType);
    }

    public async Task<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var target = _factory?.Invoke(services, null);
        try
        {
            return await _await(Call(target, arguments));
        }
        finally
        {
            await DisposeAsync(target);
        }
    }

    private static async ValueTask DisposeAsync(object? target)
    {
        if (target is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (target is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    private static Func<object?, Task<object?>> Awaiter(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>)))
        {
            var name = definition == typeof(Task<>) ? nameof(TaskOfAsync) : nameof(ValueTaskOfAsync);
            return typeof(FunctionMethod)
                .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<object?, Task<object?>>>();
        }

        return type == typeof(Task) ? TaskAsync
            : type == typeof(ValueTask) ? ValueTaskAsync
            : returned => Task.FromResult(type == typeof(void) ? null : returned);
    }

    private static async Task<object?> TaskOfAsync<T>(object? returned) => await (Task<T>)returned!;

    private static async Task<object?> ValueTaskOfAsync<T>(object? returned) => await (ValueTask<T>)returned!;

    private static async Task<object?> TaskAsync(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async Task<object?> ValueTaskAsync(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }

    private object? Call(object? target, object?[] arguments)
    {
        try
        {
            return _invoker.Invoke(target, arguments.AsSpan());
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}

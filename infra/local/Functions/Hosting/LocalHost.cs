using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Local.Functions.Hosting;

internal static class LocalHost
{
    public static IHost Build(
        WebApplicationBuilder builder,
        Assembly functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) => builder.Build();
}

using System.Reflection;
using CloudWorkspaces.Local.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a function app that the local host runs in the same process.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;
    private readonly Assembly _functions;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    internal FunctionsApplicationBuilder(string[] args, Assembly functions)
    {
        _functions = functions;
        _builder = LocalHostDefaults.CreateBuilder(args);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    /// <summary>local.settings.json's Values, then environment variables, then the command line.</summary>
    public ConfigurationManager Configuration => _builder.Configuration;

    public IHostEnvironment Environment => _builder.Environment;

    public ILoggingBuilder Logging => _builder.Logging;

    public IMetricsBuilder Metrics => _builder.Metrics;

    public IServiceCollection Services => _builder.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>Finds the functions and builds the host.</summary>
    /// <exception cref="InvalidOperationException">A function cannot be bound, or two have the same name.</exception>
    public IHost Build() => LocalHost.Build(_builder, _functions, _middleware);

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_builder).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>Where an app's settings come from, and where it listens.</summary>
internal static class LocalHostDefaults
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var root = AppContext.BaseDirectory;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name,
            ContentRootPath = root,
        });
        SetLocalValues(Path.Combine(root, "local.settings.json"));
        ((IConfigurationBuilder)builder.Configuration).Add(new HostJsonSource(Path.Combine(root, "host.json")));
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_");
        builder.Configuration.AddCommandLine(args);
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.WebHost.UseKestrel().UseUrls((urls ?? DefaultUrl).Split(';'));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection(HostOptionsFile.Section + ":logging"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
        });
        return builder;
    }

    public static void AddHttp(IServiceCollection services) => services.AddMvcCore();

    /// <summary>As the official tools: Values become environment variables, where there is not one already.</summary>
    private static void SetLocalValues(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(File.ReadAllBytes(file), options);
        if (!document.RootElement.TryGetProperty("Values", out var values))
        {
            return;
        }

        foreach (var value in values.EnumerateObject())
        {
            if (Environment.GetEnvironmentVariable(value.Name) is null)
            {
                Environment.SetEnvironmentVariable(value.Name, value.Value.ToString());
            }
        }
    }
}

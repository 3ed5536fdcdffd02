using System.Reflection;
using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>A function as the official host lists it.</summary>
internal static class FunctionListing
{
    public static object Of(FunctionDescriptor function, string baseUrl, string routePrefix) => new
    {
        function.Name,
        Href = $"{baseUrl}/admin/functions/{function.Name}",
        InvokeUrlTemplate = function.Trigger is HttpTriggerAttribute http
            ? string.Join('/', new[] { baseUrl, routePrefix.Trim('/'), (http.Route ?? function.Name).Trim('/') }.Where(part => part != ""))
            : null,
        Language = "dotnet-isolated",
        Config = new
        {
            function.Name,
            EntryPoint = $"{function.Type.FullName}.{function.Method.Name}",
            Bindings = function.Parameters
                .Select(parameter => (parameter.Name, Binding: parameter.GetCustomAttribute<BindingAttribute>()))
                .Where(found => found.Binding is not null)
                .Select(found => new { found.Name, Type = FunctionDescriptor.BindingType(found.Binding!), Direction = "In" }),
        },
        IsDisabled = false,
    };
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>What an assembly offers to its users.</summary>
internal static class ReflectedApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<ApiMember> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    /// <summary>The type and its own members; overrides are not new members, and delegates have none.</summary>
    public static IEnumerable<ApiMember> Of(Type type)
    {
        var name = Name(type);
        yield return new ApiMember(name, "");
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return new ApiMember(name, ".ctor", Parameters(constructor));
        }

        foreach (var method in type.GetMethods(Declared).Where(IsVisible).Where(IsNew))
        {
            yield return new ApiMember(name, Generic(method), Parameters(method), Name(method.ReturnType));
        }

        foreach (var property in type.GetProperties(Declared))
        {
            if (property.GetMethod is { } get && IsVisible(get) && IsNewAccessor(get))
            {
                yield return new ApiMember(name, property.Name, "get", Name(property.PropertyType));
            }

            if (property.SetMethod is { } set && IsVisible(set) && IsNewAccessor(set))
            {
                yield return new ApiMember(name, property.Name, "set", Name(property.PropertyType));
            }
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic && !field.IsSpecialName))
        {
            yield return new ApiMember(name, field.Name, "", type.IsEnum ? "" : Name(field.FieldType));
        }
    }

    public static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        var prefix = type.IsNested ? Name(type.DeclaringType!) : type.Namespace;
        var arguments = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return $"{prefix}.{type.Name.Split('`')[0]}" +
            (arguments.Count == 0 ? "" : $"<{string.Join(',', arguments.Select(Name))}>");
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsNew(MethodInfo method) =>
        IsNewAccessor(method) &&
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) &&
        !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsNewAccessor(MethodInfo method) => method.GetBaseDefinition() == method;

    private static string Generic(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(',', method.GetGenericArguments().Select(Name))}>"
        : method.Name;

    private static string Parameters(MethodBase method) =>
        string.Join(',', method.GetParameters().Select(parameter => Name(parameter.ParameterType)));
}

using System.Reflection;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>What an assembly offers to its users. Overrides and explicit interface members are nothing new.</summary>
internal static class ReflectedApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<ApiMember> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Of);

    /// <summary>The type, its base if that matters, and its own members.</summary>
    public static IEnumerable<ApiMember> Of(Type type) =>
    [
        Itself(type),
        .. Base(type),
        .. type.GetConstructors(Declared).Where(IsVisible).Select(Constructor),
        .. type.GetMethods(Declared).Where(IsVisible).Where(IsNew).Where(IsMethod).Select(Method),
        .. type.GetProperties(Declared).SelectMany(Accessors),
        .. type.GetFields(Declared).Where(IsVisible).Select(Field),
        .. type.GetEvents(Declared).Where(item => IsVisible(item.AddMethod!)).Select(Event),
    ];

    private static ApiMember Itself(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";
        return new(TypeNames.Of(type), "", "", kind) { IsStatic = type.IsAbstract && type.IsSealed };
    }

    private static IEnumerable<ApiMember> Base(Type type) =>
        type.BaseType is { } parent && !type.IsValueType && parent != typeof(object)
            ? [new ApiMember(TypeNames.Of(type), "base", "", TypeNames.Of(parent))]
            : [];

    private static ApiMember Constructor(ConstructorInfo constructor) =>
        new(TypeNames.Of(constructor.DeclaringType!), ".ctor", Parameters(constructor))
        {
            IsProtected = !constructor.IsPublic,
            Optional = Optional(constructor),
        };

    private static ApiMember Method(MethodInfo method) => new(
        TypeNames.Of(method.DeclaringType!), TypeNames.Generic(method), Parameters(method), TypeNames.Of(method.ReturnType))
    {
        IsStatic = method.IsStatic && !method.IsSpecialName,
        IsProtected = !method.IsPublic,
        Optional = Optional(method),
    };

    private static IEnumerable<ApiMember> Accessors(PropertyInfo property) =>
        from accessor in property.GetAccessors(nonPublic: true)
        where IsVisible(accessor) && IsNew(accessor)
        select new ApiMember(
            TypeNames.Of(property.DeclaringType!),
            property.Name,
            accessor == property.GetMethod ? "get" : "set",
            TypeNames.Of(property.PropertyType));

    private static ApiMember Field(FieldInfo field) => new(
        TypeNames.Of(field.DeclaringType!), field.Name, "", field.DeclaringType!.IsEnum ? "" : TypeNames.Of(field.FieldType))
    {
        IsProtected = !field.IsPublic,
    };

    private static ApiMember Event(EventInfo item) =>
        new(TypeNames.Of(item.DeclaringType!), item.Name, "event", TypeNames.Of(item.EventHandlerType!));

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) =>
        (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName;

    private static bool IsNew(MethodInfo method) => method.GetBaseDefinition() == method;

    /// <summary>Not an accessor, nor what only the compiler can call: the copying of records.</summary>
    private static bool IsMethod(MethodInfo method) => method.IsSpecialName
        ? method.Name.StartsWith("op_", StringComparison.Ordinal)
        : !method.Name.StartsWith('<');

    private static int Optional(MethodBase method) => method.GetParameters().Count(parameter => parameter.IsOptional);

    private static string Parameters(MethodBase method) =>
        string.Join(',', method.GetParameters().Select(parameter => TypeNames.Of(parameter.ParameterType)));
}

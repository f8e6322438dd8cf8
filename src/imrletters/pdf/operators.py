"""All operators of content streams, with the numbers of their operands (ISO 32000-1, Annex A)."""

ANY = -1
"""The number of operands varies."""
BY_OPERANDS = {
    0: "b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*",
    1: "BMC cs CS Do g G gs i j J M MP ri sh Tc Tj TJ TL Tr Ts Tw Tz w '",
    2: "BDC d d0 DP l m Td TD Tf",
    3: 'rg RG "',
    4: "k K re v y",
    6: "c cm d1 Tm",
    ANY: "sc SC scn SCN",
}
OPERATORS = {name.encode(): count for count, names in BY_OPERANDS.items() for name in names.split()}
"""The number of operands of each operator."""

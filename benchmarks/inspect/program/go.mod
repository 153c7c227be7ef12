module example.com/matrix

go 1.19

require example.com/tick v1.2.3

replace example.com/tick v1.2.3 => ./vendored/tick

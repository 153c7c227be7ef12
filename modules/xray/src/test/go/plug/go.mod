module plug

go 1.19
